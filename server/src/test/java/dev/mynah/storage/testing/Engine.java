package dev.mynah.storage.testing;

/** The engines there are. */
public enum Engine {
    SQLITE("SQLite"),
    POSTGRES("PostgreSQL");

    private final String title;

    Engine(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
