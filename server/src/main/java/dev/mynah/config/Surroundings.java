package dev.mynah.config;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;

/**
 * What a configuration is read in. Immutable.
 *
 * @param environment variables of the process
 * @param workingDirectory what relative paths people give are relative to
 * @param home where the default data directory lies
 * @param zone of this machine
 */
public record Surroundings(Map<String, String> environment, Path workingDirectory, Path home, ZoneId zone) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process; {@code mynah.home} is set by the launcher. */
    public static Surroundings ofProcess() {
        Path here = Path.of("").toAbsolutePath();
        Path home = Path.of(System.getProperty("mynah.home", here.toString()));
        return new Surroundings(System.getenv(), here, home, ZoneId.systemDefault());
    }
}
