package dev.mynah.simulator;

import dev.mynah.simulator.cli.Commands;

/** The program: {@code talk} and {@code simulate}. */
public final class Main {
    private Main() {}

    /** Runs one command and ends with its exit code: 0 done, 1 failed, 2 misspelt. */
    public static void main(String[] arguments) {
        System.exit(Commands.commandLine().execute(arguments));
    }
}
