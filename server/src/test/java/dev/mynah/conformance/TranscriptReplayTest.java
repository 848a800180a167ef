package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.app.RunningServer;
import dev.mynah.protocol.Emotion;
import dev.mynah.protocol.Transcript;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.protocol.ota.DeviceConfigurations;
import dev.mynah.tool.ToolSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays the device's side of the golden transcripts against the whole server and waits for what the transcript lets a
 * server say. The transcripts' microphone packets are tokens of a few bytes; where a server is to have heard something,
 * real speech is sent in addition.
 */
class TranscriptReplayTest {
    /** Only a server's side: what an operator may send, and what no server may. */
    private static final Set<String> WITHOUT_DEVICE = Set.of("alert-and-reboot", "what-breaks-a-device");

    private static final Set<String> SPOKEN = Set.of("stt", "tts start");

    private final RunningServer server = RunningServer.withFakes("voice.end-of-speech=300ms");

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Transcript> conversations() {
        return Transcript.in("websocket").filter(transcript -> !WITHOUT_DEVICE.contains(transcript.name()));
    }

    static Stream<Transcript> requests() {
        return Transcript.in("ota")
                .filter(transcript -> transcript.msgs().getFirst().fromDevice());
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void a_conversation_goes_as_the_transcript_says(Transcript transcript) throws Exception {
        server.model().answers((request, sink) -> {
            sink.emotion(Emotion.HAPPY);
            sink.text("Noon.");
        });
        int version = transcript.expect().path("framing").asInt(1);
        try (WireDevice device =
                WireDevice.connect(server, WireDevice.MAC, version).withTools(new WireTools())) {
            new Replay(device).play(transcript.msgs());
            assertStillServed(device);
            assertThat(device.all("hello")).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_configuration_request_is_answered_as_the_transcript_says(Transcript transcript) throws Exception {
        Transcript.Line line = transcript.msgs().getFirst();
        Map<String, String> headers = new HashMap<>();
        line.json()
                .path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        String host = headers.getOrDefault("Host", "192.0.2.10:8002");
        headers.remove("Host");
        String path = line.json().path("request").asText().replace("POST ", "");

        RawHttp answer = RawHttp.post(server.port(), path, host, headers, String.valueOf(line.text()));

        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        DeviceConfiguration configuration = DeviceConfigurations.decode(answer.body());
        assertThat(configuration.webSocket())
                .isEqualTo(new DeviceConfiguration.WebSocket("ws://192.0.2.10:8002/xiaozhi/v1/", "", 1));
    }

    @Test
    void the_introduction_of_a_devices_tools_goes_as_the_transcript_says() throws Exception {
        Transcript transcript = Transcript.read("mcp", "introduction");
        List<String> offered = new CopyOnWriteArrayList<>();
        server.model().answers((request, sink) -> {
            request.tools().tools().stream().map(ToolSpec::name).forEach(offered::add);
            sink.text("Ok.");
        });
        try (WireDevice device = WireDevice.connect(server).hello(true)) {
            for (Transcript.Line line : transcript.msgs()) {
                if (line.fromDevice()) {
                    device.send(String.valueOf(line.text()));
                } else {
                    assertThat(WireTools.method(device.await("mcp"))).isIn(transcript.expected("requests"));
                }
            }
            assertStillServed(device);
        }
        List<String> expected = new ArrayList<>(transcript.expected("tools"));
        expected.removeAll(transcript.expected("user_only"));
        assertThat(offered).containsAll(expected).doesNotContainAnyElementsOf(transcript.expected("user_only"));
    }

    private void assertStillServed(WireDevice device) throws Exception {
        server.recognition().usually("still there");
        device.abort();
        device.listen("manual");
        device.speak();
        device.stopListening();
        device.await("stt", heard -> heard.text().equals("still there"));
        device.await("tts stop");
    }

    /** Goes through a transcript: sends the device's lines, and waits for each run of the server's. */
    private static final class Replay {
        private final WireDevice device;
        private final Set<String> wanted = new LinkedHashSet<>();
        private boolean spoke;

        private Replay(WireDevice device) {
            this.device = device;
        }

        private void play(List<Transcript.Line> lines) throws Exception {
            for (Transcript.Line line : lines) {
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
            byte[] frame = line.bytes();
            String text = line.text();
            if (frame != null) {
                device.sendRaw(WireFrames.masked(WireFrames.BINARY, frame));
            } else if (text != null) {
                if (text.contains("\"state\":\"stop\"")) {
                    speakOnce();
                }
                device.send(text);
            }
        }

        /** The order within a run is free but for the end; a face may come before or after the start. */
        private void awaitWanted() throws Exception {
            if (wanted.stream().anyMatch(SPOKEN::contains)) {
                speakOnce();
            }
            for (String kind : wanted) {
                if (device.all(kind).isEmpty() || kind.equals("tts stop")) {
                    device.await(kind);
                }
            }
            wanted.clear();
        }

        private void speakOnce() throws Exception {
            if (!spoke) {
                spoke = true;
                device.speak();
            }
        }

        private static String kind(Transcript.Line line) {
            String type = line.json().path("text").asText();
            if (line.bytes() != null) {
                return "audio";
            }
            String state = type.replaceFirst(".*\"state\":\"([^\"]*)\".*", "$1");
            String name = type.replaceFirst(".*\"type\":\"([^\"]*)\".*", "$1");
            return name.equals("tts") ? "tts " + state : name;
        }
    }
}
