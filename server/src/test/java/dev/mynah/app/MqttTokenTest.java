package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.testing.MqttWire;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Home-made devices at the broker, with the token of their configuration. */
class MqttTokenTest {
    private static final String HELLO =
            "{\"type\":\"hello\",\"version\":3,\"transport\":\"udp\",\"audio_params\":{\"format\":\"opus\",\"sample_rate\":16000,\"channels\":1,\"frame_duration\":60}}";

    private static final DeviceProfile PROFILE = DeviceProfile.of(new DeviceId("02:00:00:00:00:0e"));

    @Test
    void a_bound_device_comes_in_with_its_token_until_that_is_taken_away() throws Exception {
        try (RunningServer server = RunningServer.withActivation()) {
            DeviceConfiguration first = ask(server);
            server.bind(Objects.requireNonNull(first.activation()).code());
            String token = Objects.requireNonNull(ask(server).webSocket()).token();
            assertThat(token).isNotEmpty();
            try (MqttWire device = MqttWire.connect(
                    server.mqttPort(), "home-made", PROFILE.id().mac(), token)) {
                device.publish("device-server", HELLO);
                assertThat(device.await(MqttWire.PUBLISH).text()).contains("\"type\":\"hello\"", "\"udp\"");
            }
            assertThat(answer(server, PROFILE.id().mac(), token + "x")).isNotZero();
            assertThat(answer(server, "02:00:00:00:00:0f", token)).isNotZero();
            server.revoke(PROFILE.id());
            assertThat(answer(server, PROFILE.id().mac(), token)).isNotZero();
        }
    }

    private static int answer(RunningServer server, String username, String password) throws Exception {
        try (MqttWire wire = MqttWire.open(server.mqttPort())) {
            wire.connect("home-made", username, password, 60, true);
            return wire.await(MqttWire.CONNACK).body()[1];
        }
    }

    private static DeviceConfiguration ask(RunningServer server) throws Exception {
        return new Provisioning(new FirmwareHttp(Duration.ofSeconds(10))).check(PROFILE, server.otaUrl());
    }
}
