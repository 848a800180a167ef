package dev.mynah.app;

import dev.mynah.config.Configuration;
import dev.mynah.config.ConfigurationException;
import dev.mynah.config.ConfigurationLoader;
import dev.mynah.config.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that needs the configuration; a picocli mixin. */
final class ConfigurationOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file to read; else mynah.yml in the data directory")
    private @Nullable Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "overrides one key; may be given several times")
    private final List<String> assignments = new ArrayList<>();

    /** @throws ConfigurationException with everything that is wrong with it */
    Configuration load(Surroundings surroundings) throws ConfigurationException {
        return new ConfigurationLoader(surroundings).load(file, assignments);
    }

    /** As {@link #load(Surroundings)}, with a file in place of none. */
    Configuration load(Surroundings surroundings, Path otherwise) throws ConfigurationException {
        return new ConfigurationLoader(surroundings).load(file == null ? otherwise : file, assignments);
    }
}
