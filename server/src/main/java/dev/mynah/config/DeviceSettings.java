package dev.mynah.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;

/**
 * What holds for all devices. Immutable.
 *
 * @param transport the wire they are told to use
 * @param activation whether they must be bound first; while false every device on the network is trusted
 * @param codeTimeToLive how long a code holds that a device shows
 * @param tokenOverlap longest time a former token holds after a new one was made
 * @param tokenScheme the word before the token in {@code Authorization}
 * @param language what is spoken with them
 * @param zone where they are
 */
public record DeviceSettings(
        DeviceTransport transport,
        boolean activation,
        Duration codeTimeToLive,
        Duration tokenOverlap,
        String tokenScheme,
        Locale language,
        ZoneId zone) {}
