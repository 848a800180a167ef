package dev.mynah.config;

import java.time.Duration;
import java.util.List;

/** Keys of the section {@code firmware}. */
final class FirmwareKeys {
    static final Key<Integer> IMAGES = Key.of(
            "firmware.images",
            Types.whole(1, 10_000),
            "200",
            "Most firmware images kept at once; each takes up to 16 MiB of disk.");
    static final Key<Integer> DOWNLOADS = Key.of(
            "firmware.downloads",
            Types.whole(1, 10_000),
            "64",
            "Most devices that fetch firmware at once; further ones are told to come back (503) and do at their next start.");
    static final Key<Duration> ADDRESS_VALIDITY = Key.of(
            "firmware.address-validity",
            Types.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
            "1h",
            "How long the address a device was given may be used to begin fetching.");
    static final Key<Duration> STALL = Key.of(
            "firmware.stall",
            Types.duration(Duration.ofMillis(100), Duration.ofMinutes(30)),
            "60s",
            "Longest time in which a device that fetches takes nothing, or who uploads sends nothing. Devices give up after"
                    + " 30 s themselves; they pause for seconds while they write to flash.");

    static final List<Key<?>> ALL = List.of(IMAGES, DOWNLOADS, ADDRESS_VALIDITY, STALL);

    private FirmwareKeys() {}

    static FirmwareSettings read(Values values) {
        return new FirmwareSettings(
                values.value(IMAGES), values.value(DOWNLOADS), values.value(ADDRESS_VALIDITY), values.value(STALL));
    }
}
