package dev.mynah.doctor;

import dev.mynah.config.RunFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the server that runs on a data directory. */
final class Running {
    private Running() {}

    /** The server; empty when there is none or its file cannot be read, which the data check reports. */
    static Optional<RunFile> on(Path data) {
        try {
            return RunFile.running(data);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
