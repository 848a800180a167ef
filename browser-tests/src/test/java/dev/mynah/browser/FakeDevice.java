package dev.mynah.browser;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.message.Features;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.device.VirtualDevice;
import dev.mynah.simulator.device.World;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.simulator.net.FirmwareMqtt;
import dev.mynah.simulator.net.WireListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A device with firmware's manners that somebody switches on beside the browser. For one thread; close it. */
final class FakeDevice implements AutoCloseable {
    private final World world = World.real(7);
    private final FirmwareHttp http = new FirmwareHttp(Duration.ofSeconds(30));
    private final Provisioning provisioning = new Provisioning(http);
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

    /** Asks for its configuration, and says this wherever it may say something of itself. */
    void tells(String text) throws Exception {
        ObjectNode body = JsonText.newObject().put("version", 2).put("language", text);
        body.put("mac_address", id()).put("uuid", profile.clientId()).put("chip_model_name", text);
        body.putObject("application").put("name", text).put("version", text).put("compile_time", text);
        body.putObject("ota").put("label", text);
        body.putObject("board")
                .put("type", text)
                .put("name", text)
                .put("ssid", text)
                .put("carrier", text)
                .put("ip", text);
        Map<String, String> headers =
                Map.of("Content-Type", "application/json", "Device-Id", id(), "Client-Id", profile.clientId());
        http.post(otaUrl, headers, JsonText.write(body));
    }

    /** Reports this as its status, on the broker, until it is closed. */
    FirmwareMqtt reports(LiveServer server, String text) throws Exception {
        FirmwareMqtt broker = FirmwareMqtt.connect(
                "127.0.0.1:" + server.mqttPort(),
                new FirmwareMqtt.Credential("home-made", id(), token()),
                60,
                Duration.ofSeconds(30),
                Thread.ofPlatform().daemon().factory(),
                new Deaf());
        broker.publish(
                "xiaozhi/status/" + id(),
                JsonText.write(JsonText.newObject().put("status", text).put(text, text)));
        return broker;
    }

    private static final class Deaf implements WireListener {
        @Override
        public void text(String text) {}

        @Override
        public void binary(byte[] payload) {}

        @Override
        public void closed(String why) {}
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
