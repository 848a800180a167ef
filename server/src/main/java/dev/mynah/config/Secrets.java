package dev.mynah.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fetches secrets that are kept outside the configuration. Immutable. */
record Secrets(Map<String, String> environment, Path workingDirectory) {
    private static final String VARIABLE = "${ENV:";
    private static final String FILE = "file:";

    /** Whether the text only says where the secret is. */
    static boolean elsewhere(String text) {
        return (text.startsWith(VARIABLE) && text.endsWith("}")) || text.startsWith(FILE);
    }

    /**
     * The secret meant: the text itself, the variable of {@code ${ENV:NAME}} or the content of {@code file:PATH} without
     * the white space around it.
     *
     * @throws IllegalArgumentException when there is none; the message says what was looked for and holds no secret
     */
    Secret fetch(Secret given) {
        String text = given.value();
        if (text.startsWith(VARIABLE) && text.endsWith("}")) {
            return fromVariable(text.substring(VARIABLE.length(), text.length() - 1));
        }
        if (text.startsWith(FILE)) {
            return fromFile(workingDirectory.resolve(text.substring(FILE.length())));
        }
        return present(text, "the value is empty");
    }

    /** The secret given for a key; null when none is. One that cannot be fetched is noted and counts as not given. */
    @Nullable
    Secret fetch(Key<Secret> key, Values values) {
        Secret given = values.find(key).orElse(null);
        if (given == null) {
            return null;
        }
        try {
            return fetch(given);
        } catch (IllegalArgumentException missing) {
            values.problem(values.origin(key.name()), key.name() + ": " + missing.getMessage());
            return null;
        }
    }

    /** The variable's text, if it is set and not blank. */
    Optional<Secret> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(text -> !text.isBlank())
                .map(Secret::new);
    }

    private Secret fromVariable(String name) {
        return present(environment.getOrDefault(name, ""), "the environment variable " + name + " is not set");
    }

    private static Secret fromFile(Path path) {
        try {
            return present(Files.readString(path), "the file " + path + " is empty");
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the file " + path + " cannot be read", unreadable);
        }
    }

    private static Secret present(String text, String otherwise) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(otherwise);
        }
        return new Secret(text.strip());
    }
}
