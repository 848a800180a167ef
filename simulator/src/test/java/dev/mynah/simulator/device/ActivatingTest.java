package dev.mynah.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.ActivationProof;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.ScriptedServer;
import dev.mynah.simulator.net.FirmwareHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ActivatingTest {
    private static final DeviceProfile DEVICE = DeviceProfile.of(new DeviceId("02:00:00:00:00:01"));

    private final Provisioning provisioning = new Provisioning(new FirmwareHttp(Duration.ofSeconds(20)));
    private final List<String> announced = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_device_asks_every_three_seconds_and_once_bound_goes_for_its_configuration_at_once() throws Exception {
        try (ScriptedServer server = server(4, "202 Accepted")) {
            DeviceConfiguration configuration = activate(server, DEVICE);
            assertThat(configuration.activation()).isNull();
            assertThat(configuration.webSocket()).isNotNull();
        }
        assertThat(pauses).hasSize(4).allMatch(Duration.ofSeconds(3)::equals);
        assertThat(announced).containsExactly("482913");
    }

    @Test
    void every_other_answer_makes_it_wait_ten_seconds() throws Exception {
        try (ScriptedServer server = server(3, "401 Unauthorized")) {
            activate(server, DEVICE);
        }
        assertThat(pauses).hasSize(3).allMatch(Duration.ofSeconds(10)::equals);
    }

    @Test
    void after_ten_questions_it_announces_its_code_again() throws Exception {
        try (ScriptedServer server = server(25, "202 Accepted")) {
            activate(server, DEVICE);
        }
        assertThat(announced).hasSize(3);
        assertThat(pauses).hasSize(25);
    }

    @Test
    void a_200_with_a_configuration_that_still_has_a_code_makes_it_announce_for_ever() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {})) {
            server.replying(unbound("c"));
            Activating activating = new Activating(
                    provisioning,
                    (device, activation) -> {
                        announced.add(activation.code());
                        if (announced.size() == 50) {
                            throw new IOException("enough");
                        }
                    },
                    pauses::add);
            DeviceConfiguration first = provisioning.check(DEVICE, ota(server));
            assertThatThrownBy(() -> activating.activated(DEVICE, ota(server), first))
                    .hasMessage("enough");
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void without_a_challenge_it_asks_nothing_and_only_waits() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {})) {
            AtomicInteger configurations = new AtomicInteger();
            server.replyingBy(head -> ScriptedServer.wellMade(
                    "200 OK", configurations.incrementAndGet() < 3 ? unbound("") : server.configuration()));
            activate(server, DEVICE);
            assertThat(server.requests()).noneMatch(head -> head.contains("/activate"));
        }
        assertThat(pauses).hasSize(20).allMatch(Duration.ofSeconds(10)::equals);
    }

    @Test
    void a_device_with_a_serial_number_signs_the_challenge() throws Exception {
        String key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
        try (ScriptedServer server = server(0, "")) {
            activate(server, DEVICE.with(new DeviceProfile.Fuses("SN-1", key)));
            assertThat(server.requests())
                    .allMatch(head ->
                            head.contains("Activation-Version: 2\r\n") && head.contains("Serial-Number: SN-1\r\n"));
            String body = new String(server.bodies().get(1), StandardCharsets.UTF_8);
            assertThat(ActivationProof.read(body))
                    .contains(new ActivationProof(
                            "SN-1",
                            "challenge-123",
                            "ae29bbb94f8c4cc5c1bbb794361145289d2192e08ee97a3fcaf3d2b60c4f0d29"));
        }
    }

    private DeviceConfiguration activate(ScriptedServer server, DeviceProfile device) throws Exception {
        Activating activating =
                new Activating(provisioning, (who, activation) -> announced.add(activation.code()), pauses::add);
        return activating.activated(device, ota(server), provisioning.check(device, ota(server)));
    }

    /** A server that says so many times that the device is not bound, and then that it is. */
    private ScriptedServer server(int notYet, String status) throws IOException {
        ScriptedServer server = new ScriptedServer(channel -> {});
        return server.replyingBy(head -> {
            if (head.contains("/activate ")) {
                return ScriptedServer.wellMade(asked.incrementAndGet() <= notYet ? status : "200 OK", "x");
            }
            return ScriptedServer.wellMade(
                    "200 OK", asked.get() > notYet ? server.configuration() : unbound("challenge-123"));
        });
    }

    private static String unbound(String challenge) {
        return "{\"activation\":{\"code\":\"482913\",\"message\":\"m\\n482913\",\"challenge\":\"" + challenge + "\"}}";
    }

    private static String ota(ScriptedServer server) {
        return server.http() + "/xiaozhi/ota/";
    }
}
