package dev.mynah.app;

import dev.mynah.access.FirstOwner;
import dev.mynah.access.OwnerReset;
import dev.mynah.access.Tokens;
import dev.mynah.config.Configuration;
import dev.mynah.config.RunFile;
import dev.mynah.config.Surroundings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code mynah reset-owner}: prints a token with which an owner gets another password, whether the server runs or not. */
@Command(name = "reset-owner", description = "Make a token to give an owner another password.")
final class ResetOwnerCommand extends ConfiguredCommand {
    private final InstantSource clock;

    ResetOwnerCommand(Surroundings surroundings, InstantSource clock, PrintStream out) {
        super(surroundings, out);
        this.clock = clock;
    }

    @Override
    int run(Configuration configuration) {
        try {
            if (!Files.isDirectory(configuration.data())) {
                out.println("There is no server in " + configuration.data()
                        + "; give its directory with --set data=DIRECTORY.");
                return ExitCode.SOFTWARE;
            }
            Optional<String> first = FirstOwner.waiting(configuration.data());
            if (first.isPresent()) {
                out.println("There is nothing to reset yet.");
                new SetupTokenCommand(surroundings, out).tell(configuration, first.get());
                out.println("If there is an owner nonetheless, remove that file and run this again.");
                return ExitCode.SOFTWARE;
            }
            String token = OwnerReset.offer(configuration.data(), new Tokens(new SecureRandom()), clock.instant());
            tell(configuration, token);
            return ExitCode.OK;
        } catch (IOException failed) {
            out.println("The token could not be written: " + failed.getMessage());
        }
        return ExitCode.SOFTWARE;
    }

    private void tell(Configuration configuration, String token) throws IOException {
        Optional<RunFile> running = RunFile.running(configuration.data());
        out.println("This token gives an owner another password, once, within an hour:");
        out.println("    " + token);
        String base = Reachable.base(configuration, running);
        out.println((running.isPresent() ? "Enter it at " : "Start the server (./mynah start), then enter it at ")
                + base + "/setup/reset");
        out.println("Without a browser:");
        out.println("    curl -H 'Content-Type: application/json' " + base + "/api/v1/setup/reset \\");
        out.println(
                "         -d '{\"token\": \"" + token + "\", \"username\": \"NAME\", \"password\": \"NEW PASSWORD\"}'");
        out.println("All logins of that owner end, and the audit log notes it.");
    }
}
