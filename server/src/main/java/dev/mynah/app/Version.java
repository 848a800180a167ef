package dev.mynah.app;

/** The version of this server. */
final class Version {
    static final String CURRENT = "0.1.0";

    private Version() {}
}
