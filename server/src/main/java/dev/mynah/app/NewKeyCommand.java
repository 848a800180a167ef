package dev.mynah.app;

import dev.mynah.config.Configuration;
import dev.mynah.config.ConfigurationException;
import dev.mynah.config.Surroundings;
import dev.mynah.secret.KeyFile;
import dev.mynah.secret.MasterKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code mynah new-key}: puts a new master key before the one there is; it counts from the next start. */
@Command(name = "new-key", description = "Put a new master key first.")
final class NewKeyCommand implements Callable<Integer> {
    @Mixin
    private final ConfigurationOptions options = new ConfigurationOptions();

    private final Surroundings surroundings;
    private final PrintStream out;

    NewKeyCommand(Surroundings surroundings, PrintStream out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() {
        try {
            Configuration configuration = options.load(surroundings);
            if (configuration.access().masterKey() != null) {
                out.println(
                        "The key is in MYNAH_MASTER_KEY. Put a new one before it, with a comma between them, and start"
                                + " the server again. Make one with: openssl rand -base64 32");
                return ExitCode.SOFTWARE;
            }
            return renew(Access.keyFile(configuration.access(), configuration.data()));
        } catch (ConfigurationException wrong) {
            wrong.problems().forEach(problem -> out.println("Configuration: " + problem));
        } catch (IOException failed) {
            out.println(failed.getMessage());
        }
        return ExitCode.SOFTWARE;
    }

    private int renew(KeyFile file) throws IOException {
        Optional<MasterKeys> present = file.read();
        if (present.isEmpty()) {
            out.println("There is no key in " + file.path() + " yet; the first start makes one.");
            return ExitCode.SOFTWARE;
        }
        MasterKeys both =
                present.get().behind(MasterKeys.fresh(new SecureRandom()).current());
        file.replace(both);
        out.println("The key " + both.current().id() + " now stands first in " + file.path() + ".");
        out.println(
                "Start the server again: it seals everything with the new key. Sessions and tokens go on meanwhile.");
        out.println("Later, when no token of before is in use any more, remove the last line of the file.");
        return ExitCode.OK;
    }
}
