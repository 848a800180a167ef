package dev.mynah.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where everything is stored that people change while the server runs. Immutable.
 *
 * @param url of a PostgreSQL server as JDBC writes it; null for a file in the data directory. It may hold a password.
 * @param user overrides the one in the URL; empty for that one
 * @param password overrides the one in the URL; null for that one
 */
public record DatabaseSettings(
        @Nullable Secret url, String user, @Nullable Secret password) {
    private static final String SCHEME = "jdbc:postgresql:";
    static final String ALLOWED = "nothing for a file in the data directory, or jdbc:postgresql://HOST/NAME,"
            + " or ${ENV:NAME} or file:PATH where that stands";

    /** A file in the data directory. */
    public static final DatabaseSettings EMBEDDED = new DatabaseSettings(null, "", null);

    static DatabaseSettings read(Values values, Secrets secrets) {
        Optional<Secret> url =
                values.find(Keys.DATABASE_URL).filter(given -> !given.value().isBlank());
        return new DatabaseSettings(
                url.map(given -> address(given, values, secrets)).orElse(null),
                values.value(Keys.DATABASE_USER),
                secrets.fetch(Keys.DATABASE_PASSWORD, values));
    }

    private static @Nullable Secret address(Secret given, Values values, Secrets secrets) {
        Secret url = secrets.fetch(Keys.DATABASE_URL, values);
        if (url != null && !url.value().startsWith(SCHEME)) {
            values.problem(
                    values.origin(Keys.DATABASE_URL.name()),
                    "%s: %s is not allowed; allowed is %s".formatted(Keys.DATABASE_URL.name(), given, ALLOWED));
        }
        return url;
    }
}
