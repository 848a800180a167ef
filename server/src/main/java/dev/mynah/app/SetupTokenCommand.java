package dev.mynah.app;

import dev.mynah.access.FirstOwner;
import dev.mynah.config.Configuration;
import dev.mynah.config.RunFile;
import dev.mynah.config.Surroundings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/**
 * {@code mynah setup-token}: prints again what the start printed, for whom it printed it into a log: the token with which
 * the first owner is made.
 */
@Command(name = "setup-token", description = "Print the token with which the first owner is made.")
final class SetupTokenCommand extends ConfiguredCommand {
    SetupTokenCommand(Surroundings surroundings, PrintStream out) {
        super(surroundings, out);
    }

    @Override
    int run(Configuration configuration) {
        try {
            Path data = configuration.data();
            if (!Files.isDirectory(data)) {
                out.println("There is no server in " + data + "; give its directory with --set data=DIRECTORY.");
                return ExitCode.SOFTWARE;
            }
            Optional<String> token = FirstOwner.waiting(data);
            if (token.isEmpty()) {
                out.println("No token waits in " + data + ": the server has an owner, or was never started there.");
                out.println("An owner who cannot log in any more: ./mynah reset-owner");
                return ExitCode.SOFTWARE;
            }
            tell(configuration, token.get());
            return ExitCode.OK;
        } catch (IOException failed) {
            out.println("The token cannot be read; run this as the user who runs the server: " + failed.getMessage());
        }
        return ExitCode.SOFTWARE;
    }

    /** Says that there is no owner yet, and how to become it. */
    void tell(Configuration configuration, String token) throws IOException {
        Optional<RunFile> running = RunFile.running(configuration.data());
        out.println("The server in " + configuration.data() + " has no owner yet. "
                + (running.isPresent() ? "Open " : "Start it (./mynah start), open ")
                + Reachable.base(configuration, running) + "/setup");
        out.println("and enter this token, once:");
        out.println("    " + token);
        out.println("Until then it stands in " + configuration.data().resolve(FirstOwner.FILE));
    }
}
