package dev.mynah.app;

import dev.mynah.config.Configuration;
import dev.mynah.config.RunFile;
import java.net.URI;
import java.util.Optional;

/** Where somebody at this machine finds the server of a data directory. Stateless. */
final class Reachable {
    private Reachable() {}

    /** What stands before the paths of its pages: the public address, else that of this machine. */
    static String base(Configuration configuration, Optional<RunFile> running) {
        URI publicUrl = configuration.http().publicUrl();
        return publicUrl == null
                ? "http://localhost:"
                        + running.map(run -> run.http().getFirst())
                                .orElse(configuration.http().ports().getFirst())
                : publicUrl.toString().replaceAll("/+$", "");
    }
}
