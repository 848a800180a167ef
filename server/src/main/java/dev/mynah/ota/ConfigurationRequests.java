package dev.mynah.ota;

import dev.mynah.device.DeviceRegistry;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.protocol.ota.DeviceReport;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * Answers the configuration request, the first call of a device after it starts (firmware wire contract §1). Thread-safe
 * and never waits: a device that gets no answer cannot do anything, and after a new firmware falls back to the old one.
 */
public final class ConfigurationRequests {
    private final DeviceRegistry devices;
    private final InstantSource clock;
    private final ZoneId zone;

    /** @param zone where devices are; they keep local time */
    public ConfigurationRequests(DeviceRegistry devices, InstantSource clock, ZoneId zone) {
        this.devices = devices;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Remembers what the device reported and tells it where to go.
     *
     * @param address how the device reaches this server
     */
    public DeviceConfiguration answer(DeviceId device, DeviceReport report, ServerAddress address) {
        devices.reported(device, report);
        Instant now = clock.instant();
        int offsetMinutes = zone.getRules().getOffset(now).getTotalSeconds() / 60;
        return new DeviceConfiguration(
                // An empty token clears the one a device may have kept from another server.
                new DeviceConfiguration.WebSocket(address.webSocketUrl(), "", 1),
                null,
                new DeviceConfiguration.ServerTime(now.toEpochMilli(), offsetMinutes),
                null,
                null);
    }
}
