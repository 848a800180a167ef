package dev.mynah.doctor;

import java.util.List;
import java.util.Map;

/** Whether the JDK is new enough. */
record JavaCheck(Runtime.Version version) implements Check {
    private static final int NEEDED = 25;

    @Override
    public List<Finding> findings() {
        return List.of(
                version.feature() >= NEEDED
                        ? Diagnosis.JAVA_FINE.found(Map.of("version", version))
                        : Diagnosis.JAVA_OLD.found(Map.of("version", version, "needed", NEEDED)));
    }
}
