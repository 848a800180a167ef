package dev.mynah.session;

import dev.mynah.protocol.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * A device that asks for a channel, as the wire hears it. Nothing of it is to be believed yet.
 *
 * @param deviceId the address it claims; null when it says none
 * @param clientId the UUID it made at its first boot; null when it says none
 * @param proof what it has to show
 */
public record Knock(@Nullable String deviceId, @Nullable String clientId, Proof proof) {
    /** What a device shows for being who it says. */
    public sealed interface Proof {}

    /**
     * The {@code Authorization} of an upgrade request, word by word (firmware wire contract §4.1).
     *
     * @param authorization null when there was none
     */
    public record Header(@Nullable String authorization) implements Proof {
        @Override
        public String toString() {
            return "Header[...]";
        }
    }

    /**
     * A token by itself, as pages and home-made devices say it in their first message. It was made for one client id, so
     * none has to be said beside it.
     */
    public record Said(String token) implements Proof {
        @Override
        public String toString() {
            return "Said[...]";
        }
    }

    /** The wire has itself checked a credential that only this device has, such as the password of an MQTT client. */
    public record CheckedByWire() implements Proof {}

    /**
     * Of a device whose credential the wire has checked.
     *
     * @param clientId empty when the device is known by something else, such as its token
     */
    public static Knock checkedByWire(DeviceId device, String clientId) {
        return new Knock(device.mac(), clientId.isEmpty() ? null : clientId, new CheckedByWire());
    }

    /** What an upgrade request says. */
    public static Knock atUpgrade(
            @Nullable String deviceId, @Nullable String clientId, @Nullable String authorization) {
        return new Knock(deviceId, clientId, new Header(authorization));
    }
}
