package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.testing.MqttWire;
import org.junit.jupiter.api.Test;

/** What a device reports on its topics is what people see of it. */
class ReportedStatusTest extends PeopleOverRest {
    private static final String MAC = "02:00:00:00:00:0c";

    private final String owner =
            setUp(server.setupToken()).data().path("access_token").asText();

    @Test
    void the_latest_status_and_measurements_of_a_device_on_mqtt_are_shown_with_the_device() throws Exception {
        server.fleet().registry().met(new DeviceId(MAC));
        assertThat(device().path("reported_status").isNull()).isTrue();

        try (MqttWire wire = MqttWire.connect(server.mqtt().port(), "lamp", MAC, "its token")) {
            report(wire, 1, "xiaozhi/status/" + MAC, "{\"status\":\"online\",\"uptime\":12,\"wifi_signal\":-61}");
            report(
                    wire,
                    2,
                    "xiaozhi/sensors/" + MAC + "/temperature",
                    "{\"sensor_type\":\"temperature\",\"value\":21.5,\"unit\":\"C\"}");
            report(wire, 3, "xiaozhi/status/" + MAC, "{\"status\":\"online\",\"uptime\":72}");
        }

        JsonNode values = device().at("/reported_status/values");
        assertThat(values.path("uptime").asInt()).isEqualTo(72);
        assertThat(values.path("wifi_signal").asInt()).isEqualTo(-61);
        assertThat(values.path("temperature").asDouble()).isEqualTo(21.5);
        assertThat(device().at("/reported_status/at").asText()).isNotEmpty();
    }

    private static void report(MqttWire wire, int packet, String topic, String payload) throws Exception {
        wire.publish(topic, payload, 1, packet);
        wire.await(MqttWire.PUBACK);
    }

    private JsonNode device() {
        return call("readDevice").path("device_id", MAC).as(owner).send().data();
    }
}
