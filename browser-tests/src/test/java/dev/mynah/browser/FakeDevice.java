package dev.mynah.browser;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.message.Features;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.device.VirtualDevice;
import dev.mynah.simulator.device.World;
import dev.mynah.simulator.net.FirmwareHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/** A device with firmware's manners that somebody switches on beside the browser. For one thread; close it. */
final class FakeDevice implements AutoCloseable {
    private final World world = World.real(7);
    private final Provisioning provisioning = new Provisioning(new FirmwareHttp(Duration.ofSeconds(30)));
    private final DeviceProfile profile;
    private final String otaUrl;
    private final VirtualDevice device;

    /** @param board what it says it is */
    FakeDevice(LiveServer server, String mac, String board) {
        profile = new DeviceProfile(
                new DeviceId(mac),
                UUID.nameUUIDFromBytes(mac.getBytes(StandardCharsets.US_ASCII)).toString(),
                board,
                "2.4.2",
                "en-US",
                new Features(true, false, false),
                null);
        otaUrl = server.url() + "/xiaozhi/ota/";
        device = new VirtualDevice(profile, world);
    }

    /** Asks for its configuration, as at every start; the code it shows, empty when it is bound. */
    String boot() throws Exception {
        DeviceConfiguration.Activation activation = configuration().activation();
        return activation == null ? "" : activation.code();
    }

    /** Opens its channel, once it is bound. */
    void connect() throws Exception {
        device.connect(Objects.requireNonNull(configuration().webSocket()));
    }

    /** With what it proves who it is, once it is bound. */
    String token() throws Exception {
        return Objects.requireNonNull(configuration().webSocket()).token();
    }

    private DeviceConfiguration configuration() throws Exception {
        return provisioning.check(profile, otaUrl);
    }

    String id() {
        return profile.id().mac();
    }

    VirtualDevice device() {
        return device;
    }

    @Override
    public void close() {
        device.close();
        world.close();
    }
}
