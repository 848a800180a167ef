package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mynah.app.RunningServer;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.testing.MqttWire;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** C9, C13 and C62 to C74: devices on MQTT, on the wire byte for byte. */
class MqttConformanceTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final RunningServer server =
            RunningServer.withFakes("devices.transport=mqtt", "voice.end-of-speech=300ms", "voice.idle-timeout=2s");

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode reply() throws Exception {
        RawHttp answer = RawHttp.post(server.port(), "/xiaozhi/ota/", "192.0.2.10:8002", RawHttp.DEVICE, "{}");
        return MAPPER.readTree(answer.body());
    }

    @Test
    void c09_the_mqtt_section_is_complete_and_stands_alone() throws Exception {
        JsonNode reply = reply();
        JsonNode mqtt = reply.path("mqtt");
        for (String text : List.of("endpoint", "client_id", "username", "password", "publish_topic")) {
            assertThat(mqtt.path(text).isTextual()).as(text).isTrue();
            assertThat(mqtt.path(text).asText()).as(text).isNotEmpty();
        }
        assertThat(mqtt.path("keepalive").isInt()).isTrue();
        assertThat(mqtt.path("publish_topic").asText()).isEqualTo("device-server");
        assertThat(mqtt.path("subscribe_topic").asText()).isEqualTo("null");
        assertThat(reply.has("websocket")).isFalse();
        assertThat(mqtt.path("client_id").asText())
                .isEqualTo("GID_default@@@02_00_00_00_00_01@@@" + RawHttp.DEVICE.get("Client-Id"));
        assertThat(mqtt.path("client_id").asText() + mqtt.path("username").asText())
                .as("goes through a modem's command line")
                .doesNotContain("\"");
    }

    @Test
    void c13_the_endpoint_is_bare_and_not_the_port_of_tls() throws Exception {
        String endpoint = reply().path("mqtt").path("endpoint").asText();
        assertThat(endpoint).matches("^[^:/]+(:\\d{1,5})?$").isEqualTo("192.0.2.10:" + server.mqttPort());
        assertThat(endpoint).doesNotEndWith(":8883");
    }

    @Test
    void c62_messages_reach_a_device_that_never_subscribes() throws Exception {
        try (MqttWireDevice device = MqttWireDevice.connect(server, WireDevice.MAC)) {
            device.publish(MqttWireDevice.HELLO);
            MqttWire.Packet packet = device.wire().await(MqttWire.PUBLISH);
            assertThat(packet.qos()).isZero();
            assertThat(packet.retain()).isFalse();
            assertThat(packet.text()).contains("\"hello\"");
            assertThat(packet.topic()).isEqualTo("devices/p2p/02_00_00_00_00_01");
        }
    }

    @Test
    void c63_a_hello_is_answered_with_everything_a_device_needs() throws Exception {
        try (MqttWireDevice device = MqttWireDevice.greeted(server)) {
            JsonNode hello = device.hello();
            assertThat(hello.path("transport").asText()).isEqualTo("udp");
            assertThat(hello.path("transport").isTextual()).isTrue();
            assertThat(hello.path("session_id").asText()).matches("[A-Za-z0-9-]{1,64}");
            JsonNode udp = hello.path("udp");
            assertThat(udp.path("server").isTextual()).isTrue();
            assertThat(udp.path("server").asText()).isEqualTo("127.0.0.1");
            assertThat(udp.path("port").isInt()).isTrue();
            assertThat(udp.path("port").asInt()).isEqualTo(server.udpPort());
            assertThat(udp.path("key").asText()).matches("[0-9a-f]{32}");
            assertThat(udp.path("nonce").asText()).matches("[0-9a-f]{32}");
            assertThat(hello.path("audio_params").path("frame_duration").asInt())
                    .isEqualTo(60);
        }
    }

    @Test
    void c64_nonces_have_their_form_and_neither_keys_nor_numbers_repeat() throws Exception {
        Set<String> keys = new HashSet<>();
        Set<String> nonces = new HashSet<>();
        try (MqttWireDevice one = MqttWireDevice.connect(server, "02:00:00:00:00:01");
                MqttWireDevice two = MqttWireDevice.connect(server, "02:00:00:00:00:02")) {
            for (int i = 0; i < 10; i++) {
                for (MqttWireDevice device : List.of(one, two)) {
                    JsonNode udp = device.hello(MqttWireDevice.HELLO).path("udp");
                    assertThat(udp.path("nonce").asText()).matches("01000000[0-9a-f]{8}0{16}");
                    keys.add(udp.path("key").asText());
                    nonces.add(udp.path("nonce").asText());
                }
            }
        }
        assertThat(keys).hasSize(20);
        assertThat(nonces).hasSize(20);
    }

    @Test
    void c70_a_goodbye_of_the_device_frees_its_session() throws Exception {
        try (MqttWireDevice device = MqttWireDevice.greeted(server)) {
            assertThat(server.sessions().size()).isEqualTo(1);
            device.goodbye(device.sessionId());
            Eventually.holds("the session is freed", () -> server.sessions().size() == 0);
            device.wire().afterPing();
            assertThat(device.messages())
                    .extracting(message -> message.path("type").asText())
                    .doesNotContain("goodbye");
            device.hello(MqttWireDevice.HELLO);
            assertThat(server.sessions().size()).isEqualTo(1);
        }
    }

    @Test
    void c71_the_servers_goodbye_names_the_session_and_an_echo_of_it_is_ignored() throws Exception {
        try (MqttWireDevice device = MqttWireDevice.greeted(server)) {
            String first = device.sessionId();
            JsonNode goodbye = device.await("goodbye");
            assertThat(goodbye.path("session_id").isTextual()).isTrue();
            assertThat(goodbye.path("session_id").asText()).isEqualTo(first);
            Eventually.holds("the session is freed", () -> server.sessions().size() == 0);

            device.hello(MqttWireDevice.HELLO);
            device.goodbye(first);
            device.wire().afterPing();
            assertThat(server.sessions().size()).isEqualTo(1);
        }
    }

    @Test
    void c72_a_new_hello_replaces_the_session() throws Exception {
        try (MqttWireDevice device = MqttWireDevice.greeted(server)) {
            String first = device.sessionId();
            JsonNode second = device.hello(MqttWireDevice.HELLO);
            assertThat(second.path("session_id").asText()).isNotEqualTo(first);
            assertThat(server.sessions().size()).isEqualTo(1);
            device.detect("are you there");
            device.await("stt");
            device.wire().afterPing();
            assertThat(device.messages())
                    .extracting(message -> message.path("type").asText())
                    .as("old firmware would take it for the new session's")
                    .doesNotContain("goodbye");
        }
    }

    @Test
    void c73_a_silent_device_is_kept_for_one_and_a_half_keepalives() throws Exception {
        try (MqttWireDevice device =
                MqttWireDevice.connect(server, MqttWireDevice.configuration(server, WireDevice.MAC), 1)) {
            long began = System.nanoTime();
            device.wire().awaitEnd();
            assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1500));
        }
    }

    @Test
    void c73_pings_keep_a_device_that_says_nothing_else() throws Exception {
        try (MqttWireDevice device =
                MqttWireDevice.connect(server, MqttWireDevice.configuration(server, WireDevice.MAC), 1)) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3500);
            while (System.nanoTime() < end) {
                device.wire().ping();
                device.wire().await(MqttWire.PINGRESP);
                device.wire().next(packet -> packet.type() == MqttWire.END, 300).ifPresent(closed -> {
                    throw new AssertionError("the connection was closed");
                });
            }
        }
    }

    @Test
    void c74_the_same_client_identifier_takes_over() throws Exception {
        DeviceConfiguration.Mqtt configured = MqttWireDevice.configuration(server, WireDevice.MAC);
        try (MqttWireDevice first = MqttWireDevice.connect(server, configured, 240);
                MqttWireDevice second = MqttWireDevice.connect(server, configured, 240)) {
            first.wire().awaitEnd();
            second.hello(MqttWireDevice.HELLO);
            second.detect("are you there");
            second.await("stt");
            assertThat(server.sessions().size()).isEqualTo(1);
        }
    }

    @Test
    void c74_a_device_that_comes_back_before_it_was_missed_keeps_its_conversation() throws Exception {
        DeviceConfiguration.Mqtt configured = MqttWireDevice.configuration(server, WireDevice.MAC);
        try (MqttWireDevice first = MqttWireDevice.connect(server, configured, 240)) {
            first.hello(MqttWireDevice.HELLO);
            String session = first.sessionId();
            first.wire().reset();
            try (MqttWireDevice second = MqttWireDevice.connect(server, configured, 240)) {
                second.publish("{\"session_id\":\"" + session
                        + "\",\"type\":\"listen\",\"state\":\"detect\",\"text\":\"are you there\"}");
                assertThat(second.await("stt").path("session_id").asText()).isEqualTo(session);
            }
        }
    }
}
