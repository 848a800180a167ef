package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.device.AudioObserver;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.DeviceSettings;
import dev.mynah.simulator.device.Reply;
import dev.mynah.simulator.device.VirtualDevice;
import dev.mynah.simulator.device.World;
import dev.mynah.testing.SpokenPhrases;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole conversations of a virtual device with the whole server. */
class ConversationTest {
    private static final DeviceId DEVICE = DeviceId.parse("02:00:00:00:00:01").orElseThrow();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RunningServer server = RunningServer.withFakes("voice.end-of-speech=300ms");
    private final World world = World.real(1);

    @AfterEach
    void stop() {
        world.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_question_is_heard_and_answered_aloud_in_every_framing(int framing) throws Exception {
        server.recognition().usually("what time is it");
        server.model().says("It is late.");
        try (VirtualDevice device = device(DeviceSettings.usual().framed(framing))) {
            device.connect(new DeviceConfiguration.WebSocket(server.webSocketUrl(), "", framing));
            device.listen(ListenMode.AUTO);
            device.say(SpokenPhrases.WHAT_TIME_IS_IT);
            Reply reply = device.awaitReply(PATIENCE);

            assertThat(reply.sttText()).isEqualTo("what time is it");
            assertThat(reply.sentences()).containsExactly("It is late.");
            assertThat(reply.packets()).hasSizeGreaterThanOrEqualTo("It is late.".length());
            assertThat(device.violations()).isEmpty();
        }
    }

    private VirtualDevice device(DeviceSettings settings) {
        return new VirtualDevice(DeviceProfile.of(DEVICE), settings, world, AudioObserver.NONE);
    }
}
