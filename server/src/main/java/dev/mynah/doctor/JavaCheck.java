package dev.mynah.doctor;

import java.util.List;

/** Whether the JDK is new enough. */
record JavaCheck(Runtime.Version version) implements Check {
    private static final int NEEDED = 25;

    @Override
    public List<Finding> findings() {
        return List.of(
                version.feature() >= NEEDED
                        ? Finding.ok("java", "version " + version)
                        : Finding.fail("java", "version %s; install a JDK %d or newer".formatted(version, NEEDED)));
    }
}
