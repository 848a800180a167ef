package dev.mynah.app;

import dev.mynah.config.Configuration;
import dev.mynah.config.ConfigurationException;
import dev.mynah.config.Surroundings;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** A command that first reads the configuration, and says what is wrong with it. */
abstract class ConfiguredCommand implements Callable<Integer> {
    final Surroundings surroundings;
    final PrintStream out;

    @Mixin
    private final ConfigurationOptions options = new ConfigurationOptions();

    ConfiguredCommand(Surroundings surroundings, PrintStream out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public final Integer call() {
        try {
            return run(options.load(surroundings));
        } catch (ConfigurationException wrong) {
            wrong.problems().forEach(problem -> out.println("Configuration: " + problem));
            return ExitCode.SOFTWARE;
        }
    }

    /**
     * Does what the command is for, and says so.
     *
     * @return the exit code
     */
    abstract int run(Configuration configuration);
}
