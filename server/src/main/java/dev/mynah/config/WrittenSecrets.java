package dev.mynah.config;

import java.nio.file.Path;
import java.util.ArrayList;

/** Tells whether a configuration file is itself a secret. Stateless. */
public final class WrittenSecrets {
    private WrittenSecrets() {}

    /** Whether a secret is written out in the file, rather than where it is to be found. */
    public static boolean in(Path file) {
        return YamlFile.read(file, new ArrayList<>()).stream()
                .filter(entry -> Keys.find(entry.name())
                        .filter(key -> key.type().secret())
                        .isPresent())
                .flatMap(entry -> entry.items().stream())
                .anyMatch(text -> !text.isBlank() && !Secrets.elsewhere(text));
    }
}
