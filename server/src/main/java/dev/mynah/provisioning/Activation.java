package dev.mynah.provisioning;

import dev.mynah.device.Reported;
import dev.mynah.protocol.DeviceId;
import java.time.Instant;

/**
 * A device that waits for somebody to enter its code. Immutable.
 *
 * @param clientId empty when it sent none
 * @param code digits
 * @param challenge random; a device with a key of its own signs it
 * @param reported what it said of itself
 * @param address where it asked from
 * @param since when it got the code
 * @param expires when the code ceases to hold
 */
public record Activation(
        DeviceId device,
        String clientId,
        String code,
        String challenge,
        Reported reported,
        String address,
        Instant since,
        Instant expires) {}
