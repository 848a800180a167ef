package dev.mynah.ota;

import dev.mynah.config.DeviceTransport;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.protocol.ota.DeviceReport;
import dev.mynah.provisioning.Activation;
import dev.mynah.provisioning.Standing;
import dev.mynah.provisioning.Standings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers the configuration request, the first call of a device after it starts (firmware wire contract §1). Thread-safe
 * and never waits: a device that gets no answer cannot do anything, and after a new firmware falls back to the old one.
 */
public final class ConfigurationRequests {
    private final Standings standings;
    private final InstantSource clock;
    private final Supplier<ZoneId> zone;
    private final @Nullable MqttOffers mqtt;
    private final DeviceTransport usual;
    private final FirmwareSource firmware;

    /**
     * @param zone where devices are; they keep local time; asked each time
     * @param mqtt for devices that are to use it; null when there is no broker
     * @param usual the wire of devices for which nobody chose another
     * @param firmware what devices that belong here are told to install
     */
    public ConfigurationRequests(
            Standings standings,
            InstantSource clock,
            Supplier<ZoneId> zone,
            @Nullable MqttOffers mqtt,
            DeviceTransport usual,
            FirmwareSource firmware) {
        this.mqtt = mqtt;
        this.usual = usual;
        this.firmware = firmware;
        this.standings = standings;
        this.clock = clock;
        this.zone = zone;
    }

    /** What to answer. */
    public sealed interface Answer {}

    /** The configuration. */
    public record Configured(DeviceConfiguration configuration) implements Answer {}

    /** Nothing now: 503, which devices show and ask again after. */
    public record Busy(String reason) implements Answer {}

    /**
     * Notes what the device reported and tells it where to go, or how to become somebody's.
     *
     * @param from where the device asks from
     * @param address how the device reaches this server
     * @param wish the wire it asks for; null when it asks for none, as firmware does
     */
    public Answer answer(
            DeviceId device, DeviceReport report, String from, ServerAddress address, @Nullable DeviceTransport wish) {
        return switch (standings.of(device, report, from)) {
            case Standing.Admitted admitted -> {
                DeviceTransport chosen = admitted.transport() == null ? usual : admitted.transport();
                MqttOffers offers = (wish == null ? chosen : wish) == DeviceTransport.MQTT ? mqtt : null;
                DeviceConfiguration.Firmware offered =
                        firmware.offer(device, address.base()).orElse(null);
                yield offers == null
                        ? configured(webSocket(address, admitted.token()), null, offered, null)
                        : configured(null, offers.offer(device, report.clientId(), from, address), offered, null);
            }
            case Standing.Waiting waiting ->
                configured(webSocket(address, ""), null, null, activation(waiting.activation(), address));
            case Standing.Crowded crowded ->
                new Busy(
                        "The server has all the " + crowded.limit()
                                + " devices waiting for their code that it may have (limits.activations). Try again in a while.");
        };
    }

    /** An empty token clears the one a device may have kept from another server. */
    private static DeviceConfiguration.WebSocket webSocket(ServerAddress address, String token) {
        return new DeviceConfiguration.WebSocket(address.webSocketUrl(), token, 1);
    }

    /** A device that is told of a broker uses it, whatever else it is told (C8). */
    private Configured configured(
            DeviceConfiguration.@Nullable WebSocket webSocket,
            DeviceConfiguration.@Nullable Mqtt broker,
            DeviceConfiguration.@Nullable Firmware offered,
            DeviceConfiguration.@Nullable Activation activation) {
        Instant now = clock.instant();
        int offsetMinutes = zone.get().getRules().getOffset(now).getTotalSeconds() / 60;
        return new Configured(new DeviceConfiguration(
                webSocket,
                broker,
                new DeviceConfiguration.ServerTime(now.toEpochMilli(), offsetMinutes),
                offered,
                activation));
    }

    private static DeviceConfiguration.Activation activation(Activation activation, ServerAddress address) {
        return new DeviceConfiguration.Activation(
                activation.code(), address.dashboardUrl() + "\n" + activation.code(), activation.challenge());
    }
}
