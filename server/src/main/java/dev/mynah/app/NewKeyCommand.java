package dev.mynah.app;

import dev.mynah.config.Configuration;
import dev.mynah.config.Surroundings;
import dev.mynah.secret.KeyFile;
import dev.mynah.secret.MasterKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code mynah new-key}: puts a new master key before the one there is; it counts from the next start. */
@Command(name = "new-key", description = "Put a new master key first.")
final class NewKeyCommand extends ConfiguredCommand {
    NewKeyCommand(Surroundings surroundings, PrintStream out) {
        super(surroundings, out);
    }

    @Override
    int run(Configuration configuration) {
        try {
            if (configuration.access().masterKey() != null) {
                out.println(
                        "The key is in MYNAH_MASTER_KEY. Put a new one before it, with a comma between them, and start"
                                + " the server again. Make one with: openssl rand -base64 32");
                return ExitCode.SOFTWARE;
            }
            return renew(Access.keyFile(configuration.access(), configuration.data()));
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
