package dev.mynah.transport.mqtt.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient.Mqtt3Publishes;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient.Mqtt5Publishes;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.mynah.testing.MqttWire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A broker to be checked, and the clients that do it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AnyBroker {
    static final String USER = "ann";
    static final String PASSWORD = "let me in";

    static final long PATIENCE_SECONDS = 20;

    private @Nullable Running running;

    /**
     * A broker that runs.
     *
     * @param end stops it
     */
    record Running(int port, AutoCloseable end) {}

    /** @param directory for its files */
    abstract Running start(Path directory) throws Exception;

    @BeforeAll
    void begin(@TempDir Path directory) throws Exception {
        running = start(directory);
    }

    @AfterAll
    void end() throws Exception {
        if (running != null) {
            running.end().close();
        }
    }

    final int port() {
        return Objects.requireNonNull(running).port();
    }

    /** In what it differs from ours. */
    abstract List<Trait> traits();

    /** What the standard leaves open, or a broker does otherwise. */
    enum Trait {
        /** A client that owes more than it may is refused the message, and not disconnected. */
        REFUSES_WHAT_IS_OWED_TOO_MUCH,
        /** The old connection is closed without a word when another one takes over. */
        TAKES_OVER_SILENTLY,
        /** Of several matching subscriptions the first found decides, and not the one with the highest QoS. */
        FIRST_SUBSCRIPTION_DECIDES,
        /** Whoever publishes to a topic that begins with {@code $} is disconnected. */
        ENDS_FOR_DOLLAR_TOPICS
    }

    boolean has(Trait trait) {
        return traits().contains(trait);
    }

    static String name() {
        return "c" + UUID.randomUUID().toString().substring(0, 8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Mqtt3BlockingClient three(String id) {
        return MqttClient.builder()
                .useMqttVersion3()
                .identifier(id)
                .serverHost("127.0.0.1")
                .serverPort(port())
                .simpleAuth()
                .username(USER)
                .password(bytes(PASSWORD))
                .applySimpleAuth()
                .buildBlocking();
    }

    Mqtt3BlockingClient connected3(String id) {
        Mqtt3BlockingClient client = three(id);
        client.connect();
        return client;
    }

    Mqtt5BlockingClient five(String id) {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(id)
                .serverHost("127.0.0.1")
                .serverPort(port())
                .simpleAuth()
                .username(USER)
                .password(bytes(PASSWORD))
                .applySimpleAuth()
                .buildBlocking();
    }

    Mqtt5BlockingClient connected5(String id) {
        Mqtt5BlockingClient client = five(id);
        client.connect();
        return client;
    }

    static void publish(Mqtt3BlockingClient client, String topic, String text, MqttQos qos, boolean retain) {
        client.publishWith()
                .topic(topic)
                .payload(bytes(text))
                .qos(qos)
                .retain(retain)
                .send();
    }

    static String text(Mqtt3Publishes publishes) throws InterruptedException {
        return publishes
                .receive(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map(message -> new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8))
                .orElse("(nothing)");
    }

    static Mqtt5Publish message(Mqtt5Publishes publishes) throws InterruptedException {
        return publishes.receive(PATIENCE_SECONDS, TimeUnit.SECONDS).orElseThrow();
    }

    static String text(Mqtt5Publish message) {
        return new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
    }

    MqttWire wire(String id, boolean clean) throws Exception {
        MqttWire wire = MqttWire.open(port());
        wire.connect(id, USER, PASSWORD, 60, clean);
        assertThat(wire.await(MqttWire.CONNACK).body()[1]).isZero();
        return wire;
    }

    MqttWire wire5(String id, String properties) throws Exception {
        MqttWire wire = MqttWire.open(port());
        wire.connect5(id, USER, PASSWORD, true, properties);
        assertThat(wire.await(MqttWire.CONNACK).body()[1]).isZero();
        return wire;
    }
}
