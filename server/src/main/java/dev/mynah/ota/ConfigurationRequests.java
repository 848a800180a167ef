package dev.mynah.ota;

import dev.mynah.config.DeviceTransport;
import dev.mynah.device.DeviceRegistry;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.protocol.ota.DeviceReport;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Answers the configuration request, the first call of a device after it starts (firmware wire contract §1). Thread-safe
 * and never waits: a device that gets no answer cannot do anything, and after a new firmware falls back to the old one.
 */
public final class ConfigurationRequests {
    private final DeviceRegistry devices;
    private final InstantSource clock;
    private final ZoneId zone;
    private final @Nullable MqttOffers mqtt;
    private final DeviceTransport usual;

    /**
     * @param zone where devices are; they keep local time
     * @param mqtt for devices that are to use it; null when there is no broker
     * @param usual the wire of devices of which nothing else is known
     */
    public ConfigurationRequests(
            DeviceRegistry devices,
            InstantSource clock,
            ZoneId zone,
            @Nullable MqttOffers mqtt,
            DeviceTransport usual) {
        this.mqtt = mqtt;
        this.usual = usual;
        this.devices = devices;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Remembers what the device reported and tells it where to go.
     *
     * @param from where the device asks from
     * @param address how the device reaches this server
     * @param wish the wire it asks for; null when it asks for none, as firmware does
     */
    public DeviceConfiguration answer(
            DeviceId device, DeviceReport report, String from, ServerAddress address, @Nullable DeviceTransport wish) {
        devices.reported(device, report);
        Instant now = clock.instant();
        int offsetMinutes = zone.getRules().getOffset(now).getTotalSeconds() / 60;
        MqttOffers offers = (wish == null ? usual : wish) == DeviceTransport.MQTT ? mqtt : null;
        return new DeviceConfiguration(
                // A device that is told of a broker uses it, whatever else it is told (C8).
                // An empty token clears the one a device may have kept from another server.
                offers == null ? new DeviceConfiguration.WebSocket(address.webSocketUrl(), "", 1) : null,
                offers == null ? null : offers.offer(device, report.clientId(), from, address),
                new DeviceConfiguration.ServerTime(now.toEpochMilli(), offsetMinutes),
                null,
                null);
    }
}
