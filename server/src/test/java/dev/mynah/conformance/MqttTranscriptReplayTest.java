package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.app.RunningServer;
import dev.mynah.protocol.Emotion;
import dev.mynah.protocol.Transcript;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays the device's side of the golden transcripts over MQTT against the whole server, and waits for what the transcript
 * lets a server say. Session, key and numbers are the live ones; where a server is to have heard something, real speech is
 * sent in addition to the transcript's tokens.
 */
class MqttTranscriptReplayTest {
    private static final Set<String> SPOKEN = Set.of("stt", "tts start");

    /** What no server may send. */
    static Stream<Transcript> conversations() {
        return Transcript.in("mqtt").filter(transcript -> !transcript.name().equals("hellos-a-device-cannot-use"));
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void a_conversation_goes_as_the_transcript_says(Transcript transcript) throws Exception {
        try (RunningServer server = RunningServer.withFakes(
                        "devices.transport=mqtt", "voice.end-of-speech=300ms", "voice.idle-timeout=3s");
                MqttWireDevice device = MqttWireDevice.connect(server, WireDevice.MAC)) {
            server.model().answers((request, sink) -> {
                sink.emotion(Emotion.HAPPY);
                sink.text("Noon.");
            });
            new Replay(device).play(transcript);
            device.wire().afterPing();
            assertThat(device.messages())
                    .allMatch(message -> message.path("type").isTextual());
            stillServed(server, device);
        }
    }

    private static void stillServed(RunningServer server, MqttWireDevice device) throws Exception {
        server.recognition().usually("still there");
        device.hello(MqttWireDevice.HELLO);
        device.listen("auto");
        device.speak();
        assertThat(device.await("stt").path("text").asText()).isEqualTo("still there");
        device.await("tts stop");
    }

    /** Goes through a transcript: sends the device's lines, and waits for each run of the server's. */
    private static final class Replay {
        private final MqttWireDevice device;
        private final Set<String> wanted = new LinkedHashSet<>();
        private boolean spoke;

        private Replay(MqttWireDevice device) {
            this.device = device;
        }

        private void play(Transcript transcript) throws Exception {
            for (Transcript.Line line : transcript.msgs()) {
                if (line.fromDevice()) {
                    awaitWanted();
                    send(line);
                } else {
                    wanted.add(kind(line));
                }
            }
            awaitWanted();
        }

        private void send(Transcript.Line line) throws Exception {
            String text = line.text();
            if (text == null) {
                sendAudio(line);
            } else if (text.contains("\"type\":\"hello\"")) {
                device.hello(text);
            } else {
                device.publish(text.replaceFirst("7f3a-\\d\\d", device.sessionId()));
            }
        }

        private void sendAudio(Transcript.Line line) throws Exception {
            byte[] opus = HexFormat.of().parseHex(line.json().path("opus").asText());
            if (opus.length > 0) {
                device.sendAudio(opus);
            } else if (!device.sessionId().isEmpty()) {
                device.sendRaw(line.bytes() == null ? new byte[0] : line.bytes());
            }
        }

        /** A hello was awaited when it was asked for. */
        private void awaitWanted() throws Exception {
            wanted.remove("hello");
            if (!spoke && wanted.stream().anyMatch(SPOKEN::contains)) {
                spoke = true;
                device.speak();
            }
            for (String kind : wanted) {
                if (kind.equals("audio")) {
                    device.receive();
                } else {
                    device.await(kind);
                }
            }
            wanted.clear();
        }

        private static String kind(Transcript.Line line) {
            if (line.bytes() != null) {
                return "audio";
            }
            String text = line.json().path("text").asText();
            String type = text.replaceFirst(".*?\"type\":\"([^\"]*)\".*", "$1");
            return type.equals("tts") ? "tts " + text.replaceFirst(".*\"state\":\"([^\"]*)\".*", "$1") : type;
        }
    }
}
