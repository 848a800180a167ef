package dev.mynah.simulator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of the simulator. */
@Command(
        name = "mynah-simulator",
        mixinStandardHelpOptions = true,
        subcommands = {Talk.class, Simulate.class, SerialCommand.class},
        description = "Virtual devices for a Mynah server.")
public final class Commands {
    private Commands() {}

    /** Reads a command line as people type it. */
    public static CommandLine commandLine() {
        return new CommandLine(new Commands());
    }
}
