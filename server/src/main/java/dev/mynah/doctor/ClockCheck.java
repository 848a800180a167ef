package dev.mynah.doctor;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the clock can be right: devices take their time from this server. */
record ClockCheck(InstantSource clock, ZoneId zone) implements Check {
    /** This version did not exist before. */
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public List<Finding> findings() {
        Instant now = clock.instant();
        if (now.isBefore(EARLIEST)) {
            return List.of(Diagnosis.CLOCK_PAST.found(Map.of("time", now)));
        }
        String local =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).format(ZonedDateTime.ofInstant(now, zone));
        return List.of(Diagnosis.CLOCK_FINE.found(Map.of("time", local, "zone", zone)));
    }
}
