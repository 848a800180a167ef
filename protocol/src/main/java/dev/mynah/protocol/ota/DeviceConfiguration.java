package dev.mynah.protocol.ota;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a configuration request (firmware wire contract §1.4). Every part checks itself when made, because a
 * device restarts for ever over a bad one; all throw {@link IllegalArgumentException}.
 *
 * @param webSocket how to reach the voice channel; null on a device that uses MQTT
 * @param mqtt its presence makes the device use MQTT whatever else is there (C8)
 * @param serverTime sets the device's clock
 * @param firmware what to install, if newer
 * @param activation its presence means that nobody owns the device yet
 */
public record DeviceConfiguration(
        @Nullable WebSocket webSocket,
        @Nullable Mqtt mqtt,
        @Nullable ServerTime serverTime,
        @Nullable Firmware firmware,
        @Nullable Activation activation) {
    /** Values kept in a device's flash are refused from this size on, in bytes (C11). */
    public static final int MAX_VALUE_BYTES = 511;

    private static final Pattern URL = Pattern.compile("wss?://[^:/?#\\s]+(?:(?::\\d{1,5})(?:/\\S*)?|(?:/[^:\\s]*)?)");
    private static final Pattern ENDPOINT = Pattern.compile("[^:/\\s]+(:\\d{1,5})?");

    /**
     * Where the voice channel is.
     *
     * @param url {@code ws://} or {@code wss://}, with a port or without any further colon (C12)
     * @param token empty to clear the one the device keeps; always sent (C10)
     * @param version of the binary framing, 1, 2 or 3
     */
    public record WebSocket(String url, String token, int version) {
        /** Checks the rules for URLs and sizes. */
        public WebSocket {
            require(URL.matcher(url).matches(), "a device would misread the URL " + url);
            int query = url.indexOf('?');
            int path = url.indexOf('/', url.indexOf("://") + 3);
            require(query < 0 || (path >= 0 && path < query), "a '/' must come before the query in " + url);
            require(version >= 1 && version <= 3, "no framing has the version " + version);
            requireShort("url", url);
            requireShort("token", token);
        }
    }

    /**
     * Where the broker is.
     *
     * @param endpoint {@code host} or {@code host:port}; a device uses TLS exactly when the port is 8883
     * @param subscribeTopic what a device may subscribe; stock firmware never does
     * @param keepaliveSeconds sent as a number
     */
    public record Mqtt(
            String endpoint,
            String clientId,
            String username,
            String password,
            String publishTopic,
            String subscribeTopic,
            int keepaliveSeconds) {
        /** Checks the rules for endpoints and sizes. */
        public Mqtt {
            require(ENDPOINT.matcher(endpoint).matches(), "a device would misread the endpoint " + endpoint);
            require(!publishTopic.isEmpty(), "without a topic a device stays silent");
            require(keepaliveSeconds > 0, "keepalive must be positive");
            requireShort("endpoint", endpoint);
            requireShort("client_id", clientId);
            requireShort("username", username);
            requireShort("password", password);
            requireShort("publish_topic", publishTopic);
            requireShort("subscribe_topic", subscribeTopic);
        }
    }

    /**
     * The clock.
     *
     * @param epochMillis UTC, in milliseconds
     * @param offsetMinutes of the device's time zone, added by the device
     */
    public record ServerTime(long epochMillis, int offsetMinutes) {}

    /**
     * What to install.
     *
     * @param url empty only when {@code version} is not newer than the device's
     * @param force installs regardless, at every boot: to be sent once (C16)
     */
    public record Firmware(FirmwareVersion version, String url, boolean force) {}

    /**
     * How to become somebody's.
     *
     * @param code digits, spoken by the device (C19)
     * @param message shown on its screen
     * @param challenge makes the device ask {@code /activate} until it is bound
     */
    public record Activation(String code, String message, String challenge) {
        /** Checks that the code can be spoken. */
        public Activation {
            require(!code.isEmpty() && code.chars().allMatch(c -> c >= '0' && c <= '9'), "a code is digits only");
        }
    }

    private static void requireShort(String key, String value) {
        require(
                value.getBytes(StandardCharsets.UTF_8).length <= MAX_VALUE_BYTES,
                key + " is longer than " + MAX_VALUE_BYTES + " bytes");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
