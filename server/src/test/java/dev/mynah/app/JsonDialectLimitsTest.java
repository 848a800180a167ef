package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.testing.JsonClient;
import dev.mynah.voice.audio.Pcm;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the JSON dialect says no: too much, too large, too late. */
class JsonDialectLimitsTest {
    private static final String MAC = "02:00:00:00:00:32";
    private static final String PING = "{\"type\":\"ping\",\"message_id\":\"p\",\"data\":{}}";

    private final RunningServer server = RunningServer.withFakes("limits.hello-timeout=1s");

    @AfterEach
    void nothing_is_left() {
        try (server) {
            Afterwards.nothingIsLeft(server);
        }
    }

    @Test
    void whoever_does_not_say_who_he_is_in_time_is_dropped() throws Exception {
        try (JsonClient silent = JsonClient.connect(server.webSocketUrl());
                JsonClient pinging = JsonClient.connect(server.webSocketUrl())) {
            pinging.say(PING);
            pinging.expectError("AUTH_REQUIRED");
            assertThat(silent.awaitClose()).isEqualTo(1008);
            assertThat(pinging.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void there_are_only_so_many_places_for_strangers_and_a_known_device_still_gets_in() throws Exception {
        List<JsonClient> strangers = new ArrayList<>();
        try (RunningServer patient = RunningServer.withFakes("limits.hello-timeout=1m")) {
            for (int i = 0; i < 64; i++) {
                strangers.add(JsonClient.connect(patient.webSocketUrl()));
            }
            assertThatThrownBy(() -> JsonClient.connect(patient.webSocketUrl()))
                    .cause()
                    .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                    refused.getResponse().statusCode())
                            .isEqualTo(503));
            // Who has said who he is gives the place back.
            strangers.getFirst().say("{\"type\":\"auth\",\"device_id\":\"" + MAC + "\"}");
            strangers.getFirst().expect("auth_ok");
            Afterwards.await("a place", () -> connects(patient, strangers));
        } finally {
            strangers.forEach(JsonClient::close);
        }
    }

    private static boolean connects(RunningServer server, List<JsonClient> strangers) {
        try {
            strangers.add(JsonClient.connect(server.webSocketUrl()));
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    @Test
    void a_long_message_is_taken_once_it_is_known_who_sends_it_and_not_before() throws Exception {
        // 20 s of quiet: 853 kB in Base64.
        String sound = Base64.getEncoder().encodeToString(Pcm.bytes(new short[20 * 16_000]));
        String question = "{\"type\":\"audio_data\",\"data\":{\"audio_format\":\"pcm\",\"data\":\"" + sound + "\"}}";
        try (JsonClient known = JsonClient.authenticated(server.webSocketUrl(), MAC);
                JsonClient stranger = JsonClient.connect(server.webSocketUrl())) {
            known.say(question);
            known.expectError("NO_SPEECH");
            assertThatThrownBy(() -> {
                        stranger.say(question);
                        throw new IllegalStateException("closed with " + stranger.awaitClose());
                    })
                    .isInstanceOf(RuntimeException.class);
            known.say(PING);
            known.expect("pong");
        }
    }

    @Test
    void a_message_beyond_a_megabyte_ends_the_connection() throws Exception {
        try (JsonClient app = JsonClient.authenticated(server.webSocketUrl(), MAC)) {
            char[] many = new char[1_100_000];
            Arrays.fill(many, 'x');
            try {
                app.say("{\"type\":\"ping\",\"data\":{\"a\":\"" + new String(many) + "\"}}");
            } catch (RuntimeException alreadyClosed) {
                // It may hang up while the rest is being sent.
            }
            app.awaitClose();
        }
        Afterwards.ended(server, "protocol_error", 1);
    }

    @Test
    void a_flood_is_answered_or_refused_message_by_message() throws Exception {
        try (JsonClient app = JsonClient.authenticated(server.webSocketUrl(), MAC)) {
            int messages = 300;
            for (int i = 0; i < messages; i++) {
                app.say(PING);
            }
            int pongs = 0;
            for (int i = 0; i < messages; i++) {
                JsonNode answer = app.next();
                boolean pong = answer.path("type").asText().equals("pong");
                pongs += pong ? 1 : 0;
                assertThat(pong || answer.at("/data/error_code").asText().equals("BUSY"))
                        .as(answer::toString)
                        .isTrue();
            }
            assertThat(pongs).isPositive();
            app.say(PING);
            app.expect("pong");
        }
    }

    @Test
    void sound_that_unpacks_to_far_more_than_it_is_is_refused() throws Exception {
        var packed = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(packed)) {
            for (int i = 0; i < 60; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        try (JsonClient app = JsonClient.authenticated(server.webSocketUrl(), MAC)) {
            app.say("{\"type\":\"audio_data\",\"data\":{\"audio_format\":\"pcm\",\"compression\":\"gzip\",\"data\":\""
                    + Base64.getEncoder().encodeToString(packed.toByteArray()) + "\"}}");
            app.expectError("AUDIO_TOO_LONG");
        }
    }
}
