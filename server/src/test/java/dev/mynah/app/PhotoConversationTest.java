package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.device.Reply;
import dev.mynah.simulator.device.VirtualDevice;
import dev.mynah.simulator.device.World;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.testing.FakeAnswer;
import dev.mynah.testing.FakeOpenAi;
import dev.mynah.testing.RecordedRequest;
import dev.mynah.testing.SpokenPhrases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person asks what a device sees: device, server, the model that talks and the model that sees, on real sockets. */
class PhotoConversationTest {
    private static final DeviceProfile PROFILE =
            DeviceProfile.of(DeviceId.parse("02:00:00:00:00:02").orElseThrow());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CAMERA = "self_camera_take_photo";
    private static final byte[] JPEG = jpeg();

    private final FakeOpenAi cloud = start();
    private final FakeOpenAi eyes = start();
    private final World world = World.real(1);

    private static FakeOpenAi start() {
        try {
            return FakeOpenAi.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins as a JPEG does; the rest is of no interest to anybody but the model. */
    private static byte[] jpeg() {
        byte[] bytes = new byte[50_000];
        new Random(1).nextBytes(bytes);
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        bytes[2] = (byte) 0xFF;
        return bytes;
    }

    private RunningServer server(String... more) {
        List<String> settings = new java.util.ArrayList<>(List.of(
                "voice.end-of-speech=300ms",
                "speech.recognition=cloud",
                "chat=cloud",
                "providers.cloud.base-url=" + cloud.baseUrl(),
                "providers.cloud.model=talker",
                "providers.cloud.recognition-model=some-recogniser",
                "providers.sharp.base-url=" + eyes.baseUrl(),
                "providers.sharp.vision-model=looker"));
        settings.addAll(List.of(more));
        return RunningServer.withConfiguredSpeech(settings.toArray(String[]::new));
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
        eyes.close();
        cloud.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "mqtt"})
    void the_photo_reaches_the_model_that_sees_and_its_words_the_one_that_talks(String transport) throws Exception {
        cloud.transcription(FakeAnswer.transcript("What do you see?"));
        cloud.chat(FakeAnswer.toolCall("call_1", CAMERA, "{\"question\":\"What is on the table?\"}"));
        eyes.chat(FakeAnswer.text("A red ", "apple."));
        cloud.chat(FakeAnswer.text("There is an apple."));

        try (RunningServer server = server("vision=sharp", "devices.transport=" + transport);
                VirtualDevice device = new VirtualDevice(PROFILE, world)) {
            device.addCamera(JPEG);
            Reply reply = ask(device, configured(server));

            assertThat(reply.toolCalls()).containsExactly("self.camera.take_photo");
            assertThat(reply.answer()).isEqualTo("There is an apple.");
            assertThat(reply.packets()).isNotEmpty();
            assertThat(device.violations()).isEmpty();
        }
        JsonNode seen = chats(eyes).getFirst().json();
        assertThat(seen.path("model").asText()).isEqualTo("looker");
        assertThat(seen.at("/messages/0/content").asText()).contains("spoken sentences", "English");
        assertThat(seen.at("/messages/1/content/0/text").asText()).isEqualTo("What is on the table?");
        assertThat(picture(seen)).isEqualTo(JPEG);
        JsonNode told = chats(cloud).getLast().json();
        assertThat(told.path("messages").findValuesAsText("content"))
                .contains("{\"success\":true,\"response\":\"A red apple.\"}");
    }

    @Test
    void the_next_question_knows_what_was_seen_and_not_the_photo() throws Exception {
        cloud.transcription(FakeAnswer.transcript("What do you see?"));
        cloud.chat(FakeAnswer.toolCall("call_1", CAMERA, "{\"question\":\"what\"}"));
        eyes.chat(FakeAnswer.text("A red apple."));
        cloud.chat(FakeAnswer.text("An apple."));
        cloud.transcription(FakeAnswer.transcript("Which colour?"));
        cloud.chat(FakeAnswer.text("Red."));

        try (RunningServer server = server("vision=sharp");
                VirtualDevice device = new VirtualDevice(PROFILE, world)) {
            device.addCamera(JPEG);
            ask(device, configured(server));
            device.say(SpokenPhrases.WHAT_TIME_IS_IT);
            assertThat(device.awaitReply(PATIENCE).answer()).isEqualTo("Red.");
        }
        String last = chats(cloud).getLast().latin1();
        assertThat(last).contains("A red apple.").doesNotContain("image", "base64");
    }

    @Test
    void when_the_first_model_that_sees_fails_the_next_one_is_asked() throws Exception {
        cloud.transcription(FakeAnswer.transcript("What do you see?"));
        cloud.chat(FakeAnswer.toolCall("call_1", CAMERA, "{\"question\":\"what\"}"));
        eyes.chat(FakeAnswer.error(401, "who are you"));
        cloud.chat(FakeAnswer.text("A pear."));
        cloud.chat(FakeAnswer.text("There is a pear."));

        try (RunningServer server = server("vision=sharp,cloud", "providers.cloud.vision-model=also-looks");
                VirtualDevice device = new VirtualDevice(PROFILE, world)) {
            device.addCamera(JPEG);
            assertThat(ask(device, configured(server)).answer()).isEqualTo("There is a pear.");
        }
        assertThat(picture(chats(cloud).get(1).json())).isEqualTo(JPEG);
        assertThat(chats(cloud).getLast().latin1()).contains("A pear.");
    }

    @Test
    void without_a_model_that_sees_no_photo_is_taken_and_the_model_that_talks_is_told_why() throws Exception {
        cloud.transcription(FakeAnswer.transcript("What do you see?"));
        cloud.chat(FakeAnswer.toolCall("call_1", CAMERA, "{\"question\":\"what\"}"));
        cloud.chat(FakeAnswer.text("I have no model that can see."));

        try (RunningServer server = server();
                VirtualDevice device = new VirtualDevice(PROFILE, world)) {
            device.addCamera(JPEG);
            Reply reply = ask(device, configured(server));

            assertThat(reply.answer()).isEqualTo("I have no model that can see.");
            assertThat(reply.toolCalls()).isEmpty();
        }
        assertThat(chats(cloud).getLast().latin1()).contains("This server has no model that can see.");
    }

    @Test
    void a_model_that_sees_and_fails_is_told_of_in_words() throws Exception {
        cloud.transcription(FakeAnswer.transcript("What do you see?"));
        cloud.chat(FakeAnswer.toolCall("call_1", CAMERA, "{\"question\":\"what\"}"));
        eyes.chat(FakeAnswer.error(401, "sk-secret is wrong"));
        cloud.chat(FakeAnswer.text("I cannot look right now."));

        try (RunningServer server = server("vision=sharp");
                VirtualDevice device = new VirtualDevice(PROFILE, world)) {
            device.addCamera(JPEG);
            assertThat(ask(device, configured(server)).answer()).isEqualTo("I cannot look right now.");
        }
        assertThat(chats(cloud).getLast().latin1())
                .contains("The service that sees refused")
                .doesNotContain("sk-secret");
    }

    private static byte[] picture(JsonNode request) {
        String address = request.at("/messages/1/content/1/image_url/url").asText();
        assertThat(address).startsWith("data:image/jpeg;base64,");
        return Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
    }

    private static List<RecordedRequest> chats(FakeOpenAi service) {
        return service.requests().stream()
                .filter(request -> request.path().endsWith("/chat/completions"))
                .toList();
    }

    private static DeviceConfiguration configured(RunningServer server) throws Exception {
        return new Provisioning(new FirmwareHttp(PATIENCE)).check(PROFILE, server.otaUrl());
    }

    private static Reply ask(VirtualDevice device, DeviceConfiguration where) throws Exception {
        device.connect(where);
        device.listen(ListenMode.AUTO);
        device.say(SpokenPhrases.WHAT_TIME_IS_IT);
        return device.awaitReply(PATIENCE);
    }
}
