package dev.mynah.doctor;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Whether the clock can be right: devices take their time from this server. */
record ClockCheck(InstantSource clock, ZoneId zone) implements Check {
    /** This version did not exist before. */
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public List<Finding> findings() {
        Instant now = clock.instant();
        if (now.isBefore(EARLIEST)) {
            return List.of(Finding.fail(
                    "clock",
                    "says %s, which is past; set it (timedatectl set-ntp true), for devices take their time from here"
                            .formatted(now)));
        }
        String local =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).format(ZonedDateTime.ofInstant(now, zone));
        return List.of(Finding.ok("clock", "%s in %s, which is what devices will show".formatted(local, zone)));
    }
}
