package dev.mynah.ota;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.mqtt.ClientId;
import dev.mynah.protocol.mqtt.DeviceCredential;
import dev.mynah.protocol.mqtt.DeviceTopics;
import dev.mynah.protocol.ota.DeviceConfiguration;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Tells devices where the broker is and with what to come in (firmware wire contract §5.1, documented protocols §2).
 * Thread-safe, never waits.
 */
public final class MqttOffers {
    /** Devices ping at half of it, and are missed after one and a half. */
    private static final int KEEPALIVE_SECONDS = 240;

    private static final String GROUP = "default";

    private final Supplier<SecretKey> key;
    private final Function<ServerAddress, String> endpoint;
    private final boolean own;
    private final String account;
    private final String accountPassword;

    private MqttOffers(
            Supplier<SecretKey> key,
            Function<ServerAddress, String> endpoint,
            boolean own,
            String account,
            String accountPassword) {
        this.key = key;
        this.endpoint = endpoint;
        this.own = own;
        this.account = account;
        this.accountPassword = accountPassword;
    }

    /**
     * Sends devices to this server's own broker.
     *
     * @param key that makes passwords
     * @param port of the broker, once it listens; a device uses TLS exactly when it is 8883
     */
    public static MqttOffers own(Supplier<SecretKey> key, IntSupplier port) {
        return new MqttOffers(key, address -> address.host() + ":" + port.getAsInt(), true, "", "");
    }

    /**
     * Sends devices to another broker. Each has topics of its own there, which name its client identifier, because such a
     * broker does not say who published.
     *
     * @param endpoint {@code host:port}
     * @param account the username all devices are given; empty for the one made with the key
     * @param password of the account
     */
    public static MqttOffers elsewhere(Supplier<SecretKey> key, String endpoint, String account, String password) {
        return new MqttOffers(key, address -> endpoint, false, account, password);
    }

    /**
     * What a device is offered.
     *
     * @param uuid it made at its first boot; null when it said none, and then one is made of its address
     * @param from where it asks from
     * @param address by which it reaches this server
     */
    public DeviceConfiguration.Mqtt offer(DeviceId device, @Nullable String uuid, String from, ServerAddress address) {
        ClientId client = new ClientId(GROUP, device, usable(device, uuid));
        DeviceCredential made =
                DeviceCredential.issue(key.get(), client, new DeviceCredential.Claims(from, address.host()));
        return new DeviceConfiguration.Mqtt(
                endpoint.apply(address),
                made.clientId(),
                account.isEmpty() ? made.username() : account,
                account.isEmpty() ? made.password() : accountPassword,
                own ? DeviceTopics.SERVER : DeviceTopics.server(client),
                own ? DeviceTopics.NOTHING : DeviceTopics.push(client),
                KEEPALIVE_SECONDS);
    }

    private static String usable(DeviceId device, @Nullable String uuid) {
        return uuid != null && uuid.matches("[A-Za-z0-9-]{1,64}")
                ? uuid
                : UUID.nameUUIDFromBytes(device.mac().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .toString();
    }
}
