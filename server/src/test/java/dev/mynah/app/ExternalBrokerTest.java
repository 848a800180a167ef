package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.mqtt.DeviceTopics;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.audio.Microphone;
import dev.mynah.simulator.device.AudioObserver;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.DeviceSettings;
import dev.mynah.simulator.device.NoReplyException;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.device.Reply;
import dev.mynah.simulator.device.VirtualDevice;
import dev.mynah.simulator.device.World;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.testing.Mosquitto;
import dev.mynah.testing.MqttWire;
import dev.mynah.testing.SpokenPhrases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The whole server beside a real Mosquitto, set up as the guide says. */
@EnabledIf("dev.mynah.testing.Mosquitto#installed")
class ExternalBrokerTest {
    private static final DeviceProfile PROFILE = DeviceProfile.of(new DeviceId("02:00:00:00:00:09"));
    private static final String REPORTER = "02_00_00_00_00_0a";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private Mosquitto broker;
    private RunningServer server;

    @BeforeEach
    void start() throws Exception {
        broker = GuideBroker.start(directory, REPORTER);
        server = RunningServer.withFakes(
                "devices.transport=mqtt",
                "mqtt.enabled=false",
                "mqtt.external.url=mqtt://127.0.0.1:" + broker.port(),
                "mqtt.external.username=mynah",
                "mqtt.external.password=" + GuideBroker.PASSWORD,
                "mqtt.external.device-username=talkers",
                "mqtt.external.device-password=" + GuideBroker.PASSWORD);
        awaitBroker();
    }

    @AfterEach
    void stop() {
        server.close();
        broker.close();
    }

    private OtherBroker other() {
        return Objects.requireNonNull(server.mqtt().other());
    }

    private void awaitBroker() throws InterruptedException {
        Afterwards.await("the broker", () -> other().broker().ready());
    }

    @Test
    void a_device_that_subscribes_converses_through_mosquitto() throws Exception {
        server.recognition().usually("what time is it");
        server.model().says("It is noon.");
        try (World world = World.real(1);
                VirtualDevice device = device(world)) {
            for (int turn = 0; turn < 2; turn++) {
                device.connect(configuration());
                device.say(Microphone.utterance(SpokenPhrases.WHAT_TIME_IS_IT, 300, new Random(1)));
                Reply reply = device.awaitReply(PATIENCE);
                assertThat(reply.sttText()).isEqualTo("what time is it");
                assertThat(reply.answer()).isEqualTo("It is noon.");
                assertThat(reply.packetCount()).isPositive();
                device.hangUp();
                Afterwards.await("sessions", () -> server.sessions().size() == 0);
            }
            assertThat(device.violations()).isEmpty();
        }
        Afterwards.await("channels", () -> server.mqtt().audio().size() == 0);
    }

    @Test
    void the_brokers_own_notices_say_who_is_there() throws Exception {
        DeviceConfiguration.Mqtt offered = configuration();
        try (MqttWire watcher = MqttWire.connect(broker.port(), "watching", "watcher", GuideBroker.PASSWORD)) {
            watcher.subscribe("xiaozhi/events/+", 0);
            MqttWire device =
                    MqttWire.connect(broker.port(), offered.clientId(), offered.username(), offered.password());
            watcher.await(MqttWire.PUBLISH, event -> event.topic().endsWith("/device_connected"));
            assertThat(other().devices().present()).isEqualTo(1);
            device.reset();
            watcher.await(MqttWire.PUBLISH, event -> event.topic().endsWith("/device_disconnected"));
            assertThat(other().devices().present()).isZero();
        }
    }

    @Test
    void reports_arrive_as_from_our_own_broker_and_commands_reach_who_subscribed() throws Exception {
        DeviceId id = new DeviceId("02:00:00:00:00:0a");
        try (MqttWire device = MqttWire.connect(broker.port(), "home-made", REPORTER, GuideBroker.PASSWORD)) {
            device.subscribe("xiaozhi/commands/" + REPORTER, 1);
            device.publish("xiaozhi/status/" + REPORTER, "{\"status\":\"online\",\"uptime\":7}", 1, 1);
            device.await(MqttWire.PUBACK);
            Afterwards.await("the report", () -> other().devices().heardOf(id));
            boolean there =
                    server.mqtt().commands().toDevice(id, "c-1", "reboot", JsonNodeFactory.instance.objectNode());
            assertThat(there).isTrue();
            MqttWire.Packet command = device.await(MqttWire.PUBLISH);
            assertThat(command.text()).contains("\"command\":\"reboot\"", "c-1");
            assertThat(command.qos()).isEqualTo(1);
        }
    }

    @Test
    void nobody_speaks_or_listens_in_the_place_of_another() throws Exception {
        DeviceConfiguration.Mqtt offered = configuration();
        try (MqttWire victim =
                        MqttWire.connect(broker.port(), offered.clientId(), offered.username(), offered.password());
                MqttWire thief = MqttWire.connect(broker.port(), "thief", "talkers", GuideBroker.PASSWORD);
                MqttWire neighbour = MqttWire.connect(broker.port(), "n", REPORTER, GuideBroker.PASSWORD)) {
            victim.subscribe(offered.subscribeTopic(), 0);
            thief.subscribe(offered.subscribeTopic(), 0);
            thief.subscribe("#", 0);
            String hello =
                    "{\"type\":\"hello\",\"version\":3,\"transport\":\"udp\",\"audio_params\":{\"format\":\"opus\",\"sample_rate\":16000,\"channels\":1,\"frame_duration\":60}}";
            thief.publish(offered.publishTopic(), hello);
            neighbour.publish("xiaozhi/status/02_00_00_00_00_0b", "{\"status\":\"online\"}", 1, 1);
            neighbour.await(MqttWire.PUBACK);
            neighbour.publish("xiaozhi/status/" + REPORTER, "{\"status\":\"online\"}", 1, 2);
            Afterwards.await(
                    "what came after the thief's", () -> other().devices().heardOf(new DeviceId("02:00:00:00:00:0a")));
            assertThat(server.sessions().size()).as("nobody's").isZero();
            victim.publish(offered.publishTopic(), hello);
            assertThat(victim.await(MqttWire.PUBLISH).text()).contains("\"type\":\"hello\"");
            assertThat(server.sessions().size()).as("the victim's own").isEqualTo(1);
            thief.afterPing();
            assertThat(thief.all(MqttWire.PUBLISH)).isEmpty();
            assertThat(other().devices().heardOf(new DeviceId("02:00:00:00:00:0b")))
                    .isFalse();
        }
    }

    /** What today's firmware does, and why it belongs to our own broker. */
    @Test
    void mosquitto_has_no_way_to_reach_a_device_that_never_subscribes() throws Exception {
        DeviceConfiguration.Mqtt offered = configuration();
        DeviceConfiguration.Mqtt deaf = new DeviceConfiguration.Mqtt(
                offered.endpoint(),
                offered.clientId(),
                offered.username(),
                offered.password(),
                offered.publishTopic(),
                DeviceTopics.NOTHING,
                offered.keepaliveSeconds());
        try (World world = World.real(1);
                VirtualDevice device = new VirtualDevice(
                        PROFILE,
                        DeviceSettings.usual().waitingForHello(Duration.ofSeconds(1)),
                        world,
                        AudioObserver.NONE)) {
            assertThatThrownBy(() -> device.connect(deaf)).isInstanceOf(NoReplyException.class);
        }
    }

    @Test
    void when_the_broker_is_back_so_is_the_server() throws Exception {
        broker.close();
        Afterwards.await("the loss", () -> !other().broker().connected());
        assertThat(server.mqtt()
                        .commands()
                        .toDevice(PROFILE.id(), "c", "reboot", JsonNodeFactory.instance.objectNode()))
                .isFalse();
        broker.restart();
        awaitBroker();
        server.recognition().usually("what time is it");
        try (World world = World.real(1);
                VirtualDevice device = device(world)) {
            device.connect(configuration());
            device.say(Microphone.utterance(SpokenPhrases.WHAT_TIME_IS_IT, 300, new Random(1)));
            assertThat(device.awaitReply(PATIENCE).packetCount()).isPositive();
        }
    }

    private static VirtualDevice device(World world) {
        return new VirtualDevice(PROFILE, DeviceSettings.usual().in(ListenMode.MANUAL), world, AudioObserver.NONE);
    }

    private DeviceConfiguration.Mqtt configuration() throws Exception {
        return Objects.requireNonNull(new Provisioning(new FirmwareHttp(Duration.ofSeconds(10)))
                .check(PROFILE, server.otaUrl())
                .mqtt());
    }
}
