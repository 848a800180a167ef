package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.protocol.seal.AudioSeal;
import dev.mynah.protocol.seal.SealKey;
import dev.mynah.testing.JsonClient;
import dev.mynah.testing.SpokenPhrases;
import dev.mynah.voice.audio.Pcm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound that is sealed on its way, through the whole server. */
class SealedSoundTest {
    private static final byte[] QUESTION = Pcm.bytes(SpokenPhrases.WHAT_TIME_IS_IT);

    @Test
    void a_sealed_question_gets_a_sealed_answer_and_nothing_to_fetch(@TempDir Path data) throws Exception {
        try (RunningServer server = RunningServer.withFakes("security.envelope=true", "data=" + data);
                JsonClient app = JsonClient.authenticated(server.webSocketUrl(), "02:00:00:00:00:41")) {
            SealKey secret = SealKey.random(new SecureRandom());
            exchange(app, secret);
            AudioSeal seal = new AudioSeal(secret, AudioSeal.End.DEVICE, new SecureRandom());
            byte[] sealed = seal.seal(QUESTION);
            app.say(question(sealed, AudioSeal.NAME));
            app.expect("voice_command");
            JsonNode response = app.expect("response");
            assertThat(response.at("/data/audio_url").isNull()).isTrue();
            assertThat(response.at("/data/audio_encryption").asText()).isEqualTo(AudioSeal.NAME);
            byte[] answer =
                    Base64.getDecoder().decode(response.at("/data/audio_data").asText());
            assertThat(seal.open(answer))
                    .hasValueSatisfying(sound -> assertThat(sound.length).isGreaterThan(1_000));

            app.say(question(sealed, AudioSeal.NAME));
            assertThat(app.expectError("AUDIO_PROCESSING_FAILED")
                            .at("/data/details/reason")
                            .asText())
                    .as("the same sent again")
                    .isEqualTo("its seal does not fit");
            app.say(question(QUESTION, "none"));
            assertThat(app.expectError("AUDIO_PROCESSING_FAILED")
                            .at("/data/details/reason")
                            .asText())
                    .contains("must be sealed");
        }
    }

    @Test
    void the_key_stays_the_same_and_only_its_owner_may_read_it(@TempDir Path data) throws Exception {
        Path file = data.resolve("envelope-key.pem");
        PublicKey made = SealKeyFile.at(file).getPublic();
        assertThat(SealKeyFile.at(file).getPublic()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, "nonsense");
        assertThatThrownBy(() -> SealKeyFile.at(file)).isInstanceOf(IOException.class);
        assertThat(file).hasContent("nonsense");
    }

    @Test
    void where_nothing_is_sealed_that_is_said() throws Exception {
        try (RunningServer server = RunningServer.withFakes();
                JsonClient app = JsonClient.authenticated(server.webSocketUrl(), "02:00:00:00:00:41")) {
            app.say("{\"type\":\"public_key\"}");
            app.expectError("ENCRYPTION_UNAVAILABLE");
            app.say("{\"type\":\"key_exchange\",\"data\":{\"key\":\"AAAA\"}}");
            app.expectError("ENCRYPTION_UNAVAILABLE");
            app.say(question(QUESTION, AudioSeal.NAME));
            app.expectError("AUDIO_PROCESSING_FAILED");
        }
    }

    private static void exchange(JsonClient app, SealKey secret) throws Exception {
        app.say("{\"type\":\"public_key\"}");
        JsonNode shown = app.expect("public_key").path("data");
        byte[] der = Base64.getDecoder().decode(shown.path("key").asText());
        assertThat(shown.path("fingerprint").asText()).hasSize(64);
        PublicKey server = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        app.say("{\"type\":\"key_exchange\",\"data\":{\"key\":\""
                + Base64.getEncoder().encodeToString(secret.wrapped(server)) + "\"}}");
        app.expect("key_exchanged");
    }

    private static String question(byte[] bytes, String encryption) {
        return "{\"type\":\"audio_data\",\"message_id\":\"q\",\"data\":{\"audio_format\":\"pcm\",\"encryption\":\""
                + encryption + "\",\"data\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}}";
    }
}
