package dev.mynah.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The passwords that are tried first everywhere, from a list that comes with the program. */
public final class CommonPasswords {
    private CommonPasswords() {}

    /** Reads the list: one a line, in lower case, {@code #} for remarks. */
    public static Set<String> read() {
        try (InputStream list = CommonPasswords.class.getResourceAsStream("common-passwords.txt")) {
            if (list == null) {
                throw new IllegalStateException("common-passwords.txt is not in the program");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
