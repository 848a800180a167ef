package dev.mynah.storage.postgres;

/**
 * Where a database is and as whom to connect. Immutable.
 *
 * @param url as JDBC writes it, {@code jdbc:postgresql://host/name}; may hold user and password
 * @param user overrides the URL's; empty for that one
 * @param password overrides the URL's; empty for that one
 */
public record Address(String url, String user, String password) {
    /** Says where it is and nothing secret, which the URL's parameters may be. */
    @Override
    public String toString() {
        int parameters = url.indexOf('?');
        String place = parameters < 0 ? url : url.substring(0, parameters);
        return "PostgreSQL at " + place.substring(place.lastIndexOf('@') + 1).replaceFirst("^jdbc:postgresql:/*", "");
    }
}
