package dev.mynah.config;

import dev.mynah.protocol.DeviceId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One serial port. Immutable.
 *
 * @param device null when an identity shall be made of the port's name
 * @param answerWithin longest time for an answer
 * @param poll how often the device is asked for its status
 */
public record SerialSettings(
        String name,
        String path,
        SerialDialect dialect,
        @Nullable DeviceId device,
        int baud,
        int dataBits,
        int stopBits,
        SerialParity parity,
        Duration answerWithin,
        Duration poll) {}
