package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.audio.Microphone;
import dev.mynah.simulator.device.AudioObserver;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.DeviceSettings;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.device.Reply;
import dev.mynah.simulator.device.VirtualDevice;
import dev.mynah.simulator.device.World;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.testing.SpokenPhrases;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A virtual device talks over MQTT and UDP with the whole server. */
class MqttConversationTest {
    private static final DeviceProfile PROFILE = DeviceProfile.of(new DeviceId("02:00:00:00:00:07"));

    @ParameterizedTest
    @EnumSource(ListenMode.class)
    void a_device_on_mqtt_asks_and_is_answered(ListenMode mode) throws Exception {
        try (RunningServer server = RunningServer.withFakes("devices.transport=mqtt");
                World world = World.real(1);
                VirtualDevice device = device(world, mode)) {
            server.recognition().usually("what time is it");
            server.model().says("It is noon.");
            device.connect(configuration(server, ""));
            device.say(Microphone.utterance(SpokenPhrases.WHAT_TIME_IS_IT, 1000, new Random(1)));
            Reply reply = device.awaitReply(Duration.ofSeconds(20));
            assertThat(reply.sttText()).isEqualTo("what time is it");
            assertThat(reply.answer()).isEqualTo("It is noon.");
            assertThat(reply.packetCount()).isPositive();
            assertThat(device.violations()).isEmpty();
        }
    }

    @Test
    void the_same_connection_serves_one_conversation_after_another() throws Exception {
        try (RunningServer server = RunningServer.withFakes("devices.transport=mqtt");
                World world = World.real(1);
                VirtualDevice device = device(world, ListenMode.MANUAL)) {
            server.recognition().usually("what time is it");
            DeviceConfiguration where = configuration(server, "");
            for (int turn = 0; turn < 3; turn++) {
                device.connect(where);
                device.say(Microphone.utterance(SpokenPhrases.WHAT_TIME_IS_IT, 300, new Random(1)));
                assertThat(device.awaitReply(Duration.ofSeconds(20)).packetCount())
                        .isPositive();
                device.hangUp();
            }
            Afterwards.await("sessions", () -> server.sessions().size() == 0);
            Afterwards.await("channels", () -> server.mqtt().audio().size() == 0);
            assertThat(device.violations()).isEmpty();
        }
    }

    private static VirtualDevice device(World world, ListenMode mode) {
        return new VirtualDevice(PROFILE, DeviceSettings.usual().in(mode), world, AudioObserver.NONE);
    }

    private static DeviceConfiguration configuration(RunningServer server, String wish) throws Exception {
        return new Provisioning(new FirmwareHttp(Duration.ofSeconds(10))).check(PROFILE, server.otaUrl() + wish);
    }
}
