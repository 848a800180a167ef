package dev.mynah.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttKeysTest {
    private final Path home;

    MqttKeysTest(@TempDir Path home) {
        this.home = home;
    }

    private MqttSettings load(String... assignments) throws ConfigurationException {
        Surroundings surroundings = new Surroundings(Map.of("BROKER_PASSWORD", "s3cret"), home, home, ZoneId.of("UTC"));
        return new ConfigurationLoader(surroundings)
                .load(null, List.of(assignments))
                .mqtt();
    }

    private String problem(String... assignments) {
        ConfigurationException thrown = catchThrowableOfType(ConfigurationException.class, () -> load(assignments));
        assertThat(thrown.problems()).hasSize(1);
        return thrown.problems().getFirst().toString();
    }

    @Test
    void the_server_is_a_broker_and_goes_to_no_other_unless_told_so() throws Exception {
        assertThat(load()).isEqualTo(new MqttSettings(true, 1883, 8883, null));
    }

    @Test
    void an_external_broker_has_the_usual_ports_and_devices_reach_it_by_the_same_name() throws Exception {
        ExternalBrokerSettings plain = Objects.requireNonNull(
                load("mqtt.external.url=mqtt://broker", "mqtt.external.password=${ENV:BROKER_PASSWORD}")
                        .external());
        assertThat(plain.port()).isEqualTo(1883);
        assertThat(plain.tls()).isFalse();
        assertThat(plain.endpoint()).isEqualTo("broker:1883");
        assertThat(Objects.requireNonNull(plain.password()).value()).isEqualTo("s3cret");
        assertThat(plain.toString()).doesNotContain("s3cret");
        ExternalBrokerSettings secure = Objects.requireNonNull(
                load("mqtt.external.url=mqtts://broker", "mqtt.external.device-endpoint=192.0.2.7:1884")
                        .external());
        assertThat(secure.port()).isEqualTo(8883);
        assertThat(secure.endpoint()).isEqualTo("192.0.2.7:1884");
    }

    @Test
    void what_would_do_nothing_is_refused() {
        assertThat(problem("mqtt.external.username=x")).contains("does nothing without mqtt.external.url");
        assertThat(problem("mqtt.tls-port=8884")).contains("does nothing without http.tls.certificate");
        assertThat(problem("mqtt.enabled=false", "devices.transport=mqtt")).contains("needs a broker");
    }

    @Test
    void ports_that_no_device_could_use_are_refused() {
        assertThat(problem("mqtt.port=8883", "mqtt.tls-port=8885", "http.tls.certificate=a", "http.tls.key=b"))
                .contains("devices use TLS on 8883");
        assertThat(problem("mqtt.port=1884", "mqtt.tls-port=1884", "http.tls.certificate=a", "http.tls.key=b"))
                .contains("mqtt.port is the same");
        assertThat(problem("mqtt.external.url=http://broker")).contains("mqtt:// or mqtts://");
        assertThat(problem("mqtt.external.url=mqtt://b", "mqtt.external.device-endpoint=broker"))
                .contains("HOST:PORT");
    }
}
