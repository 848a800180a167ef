package dev.mynah.app;

import dev.mynah.config.Surroundings;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The server's command line. */
@Command(
        name = "mynah",
        mixinStandardHelpOptions = true,
        version = Version.CURRENT,
        description = "A server that makes ESP32 voice devices useful.",
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private Main() {}

    /** Runs a command; the exit code is 0 when it did what it should. */
    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofProcess();
        InstantSource clock = InstantSource.system();
        CommandLine commands = new CommandLine(new Main())
                .addSubcommand(new StartCommand(surroundings, clock, System.out))
                .addSubcommand(new DoctorCommand(surroundings, clock, System.out))
                .addSubcommand(new BackupCommand(surroundings, clock, new SecureRandom(), System.out))
                .addSubcommand(new RestoreCommand(surroundings, clock, System.out))
                .addSubcommand(new SetupTokenCommand(surroundings, System.out))
                .addSubcommand(new ResetOwnerCommand(surroundings, clock, System.out))
                .addSubcommand(new NewKeyCommand(surroundings, System.out))
                .addSubcommand(new CommandLine(new TlsCommand())
                        .addSubcommand(new TlsInitCommand(surroundings, clock, System.out)));
        if (arguments.length == 1 && arguments[0].equals("--training-run")) {
            System.exit(TrainingRun.run(surroundings, clock));
        }
        if (arguments.length == 0) {
            commands.usage(System.out);
            System.exit(CommandLine.ExitCode.USAGE);
        }
        System.exit(commands.execute(arguments));
    }
}
