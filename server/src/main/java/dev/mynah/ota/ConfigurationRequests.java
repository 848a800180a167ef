package dev.mynah.ota;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.protocol.ota.DeviceReport;
import dev.mynah.provisioning.Activation;
import dev.mynah.provisioning.Standing;
import dev.mynah.provisioning.Standings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Answers the configuration request, the first call of a device after it starts (firmware wire contract §1). Thread-safe
 * and never waits: a device that gets no answer cannot do anything, and after a new firmware falls back to the old one.
 */
public final class ConfigurationRequests {
    private final Standings standings;
    private final InstantSource clock;
    private final ZoneId zone;

    /** @param zone where devices are; they keep local time */
    public ConfigurationRequests(Standings standings, InstantSource clock, ZoneId zone) {
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
     */
    public Answer answer(DeviceId device, DeviceReport report, String from, ServerAddress address) {
        return switch (standings.of(device, report, from)) {
            case Standing.Admitted admitted -> configured(address, admitted.token(), null);
            case Standing.Waiting waiting -> configured(address, "", activation(waiting.activation(), address));
            case Standing.Crowded crowded ->
                new Busy(
                        "The server has all the " + crowded.limit()
                                + " devices waiting for their code that it may have (limits.activations). Try again in a while.");
        };
    }

    private Configured configured(
            ServerAddress address, String token, DeviceConfiguration.@Nullable Activation activation) {
        Instant now = clock.instant();
        int offsetMinutes = zone.getRules().getOffset(now).getTotalSeconds() / 60;
        return new Configured(new DeviceConfiguration(
                // An empty token clears the one a device may have kept from another server.
                new DeviceConfiguration.WebSocket(address.webSocketUrl(), token, 1),
                null,
                new DeviceConfiguration.ServerTime(now.toEpochMilli(), offsetMinutes),
                null,
                activation));
    }

    private static DeviceConfiguration.Activation activation(Activation activation, ServerAddress address) {
        return new DeviceConfiguration.Activation(
                activation.code(), address.dashboardUrl() + "\n" + activation.code(), activation.challenge());
    }
}
