package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.Reply;
import dev.mynah.simulator.device.VirtualDevice;
import dev.mynah.simulator.device.World;
import dev.mynah.testing.FakeAnswer;
import dev.mynah.testing.FakeOpenAi;
import dev.mynah.testing.RecordedRequest;
import dev.mynah.testing.SpokenPhrases;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Conversations through OpenAI-compatible services, on real sockets at both ends. */
class ProviderConversationTest {
    private static final DeviceId DEVICE = DeviceId.parse("02:00:00:00:00:02").orElseThrow();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MODEL = "providers.cloud.model=some-model";

    private final FakeOpenAi cloud = start();
    private final World world = World.real(1);
    private final RunningServer server = RunningServer.withConfiguredSpeech(
            "voice.end-of-speech=300ms",
            "speech.recognition=cloud",
            "chat=cloud",
            "providers.cloud.base-url=" + cloud.baseUrl(),
            "providers.cloud.api-key=secret-key",
            MODEL,
            "providers.cloud.recognition-model=some-recogniser");

    private static FakeOpenAi start() {
        try {
            return FakeOpenAi.start();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
        server.close();
        cloud.close();
    }

    @Test
    void a_streamed_tool_call_is_carried_out_on_the_device_and_the_answer_spoken_after_its_result() throws Exception {
        cloud.transcription(FakeAnswer.transcript("Set the volume to fifty."));
        cloud.chat(FakeAnswer.toolCall("call_1", "self_audio_speaker_set_volume", "{\"vol", "ume\":", " \"50\"}"));
        cloud.chat(FakeAnswer.text("Done. ", "It is ", "at fifty."));

        try (VirtualDevice device = new VirtualDevice(DeviceProfile.of(DEVICE), world)) {
            Reply reply = ask(device);

            assertThat(reply.sttText()).isEqualTo("Set the volume to fifty.");
            assertThat(reply.toolCalls()).containsExactly("self.audio_speaker.set_volume");
            assertThat(device.standardTools().volume()).isEqualTo(50);
            assertThat(reply.answer()).isEqualTo("Done. It is at fifty.");
            assertThat(reply.packets()).isNotEmpty();
            assertThat(device.violations()).isEmpty();
        }
        List<RecordedRequest> chats = cloud.requests().stream()
                .filter(request -> request.path().endsWith("/chat/completions"))
                .toList();
        assertThat(chats).hasSize(2);
        assertThat(roles(chats.getLast())).endsWith("assistant", "tool");
        assertThat(chats.getFirst().header("Authorization")).isEqualTo("Bearer secret-key");
    }

    @Test
    void when_the_model_fails_what_is_built_in_answers() throws Exception {
        cloud.transcription(FakeAnswer.transcript("what is seven plus eight"));
        cloud.chat(FakeAnswer.error(500, "out of order")).chat(FakeAnswer.error(500, "out of order"));

        try (VirtualDevice device = new VirtualDevice(DeviceProfile.of(DEVICE), world)) {
            assertThat(ask(device).answer()).isEqualTo("Seven plus eight is fifteen.");
        }
    }

    private Reply ask(VirtualDevice device) throws Exception {
        device.connect(new DeviceConfiguration.WebSocket(server.webSocketUrl(), "", 1));
        device.listen(ListenMode.AUTO);
        device.say(SpokenPhrases.WHAT_TIME_IS_IT);
        return device.awaitReply(PATIENCE);
    }

    private static List<String> roles(RecordedRequest chat) {
        return chat.json().path("messages").findValues("role").stream()
                .map(JsonNode::asText)
                .toList();
    }
}
