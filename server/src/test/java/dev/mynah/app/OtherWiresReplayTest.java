package dev.mynah.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mynah.protocol.Transcript;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.testing.JsonClient;
import dev.mynah.testing.WireDevice;
import dev.mynah.transport.udp.plain.PlainDialect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The golden conversations of home-made devices, held against the whole server. */
class OtherWiresReplayTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANYTHING = "*";

    private final RunningServer server = RunningServer.withFakes();

    @BeforeEach
    void script() {
        server.recognition().usually("light on");
        server.model().answers((request, sink) -> {
            request.tools().call("self.light.turn_on", JsonNodeFactory.instance.objectNode());
            sink.text("The light is on.");
        });
    }

    @AfterEach
    void nothing_is_left() {
        try (server) {
            Afterwards.nothingIsLeft(server);
        }
    }

    @Test
    void json() throws Exception {
        try (JsonClient app = JsonClient.connect(server.webSocketUrl())) {
            for (Transcript.Line line : Transcript.read("json", "light-on").msgs()) {
                String text = Objects.requireNonNull(line.text());
                if (line.fromDevice()) {
                    app.say(text);
                } else {
                    assertAlike(JSON.readTree(text), app.next());
                }
            }
        }
    }

    /** Every member that is written is there; {@value #ANYTHING} stands for any value but null. */
    private static void assertAlike(JsonNode wanted, JsonNode said) {
        for (Map.Entry<String, JsonNode> member : wanted.properties()) {
            JsonNode value = said.path(member.getKey());
            if (member.getValue().isObject()) {
                assertAlike(member.getValue(), value);
            } else if (member.getValue().asText().equals(ANYTHING)) {
                assertThat(value.isMissingNode() || value.isNull())
                        .as(member.getKey())
                        .isFalse();
            } else {
                assertThat(value)
                        .as("%s of %s", member.getKey(), said.path("type"))
                        .isEqualTo(member.getValue());
            }
        }
    }

    @Test
    void plain_datagrams() throws Exception {
        Transcript transcript = Transcript.read("udp-plain", "light-on");
        String mac = transcript.expect().path("device").asText();
        PlainDialect dialect = new PlainDialect(server.sessions());
        try (WireDevice device = WireDevice.silent(server.webSocketUrl(), mac, 1)) {
            for (Transcript.Line line : transcript.msgs()) {
                if (line.fromDevice()) {
                    send(line, device, dialect);
                } else if (Objects.requireNonNull(line.text()).contains("hello")) {
                    device.await(1, ServerMessage.Hello.class);
                    Afterwards.await("session", () -> server.sessions().size() == 1);
                }
            }
            device.await(1, ServerMessage.Stt.class);
            device.await(1, ServerMessage.TtsStop.class);
            assertThat(device.sentences()).containsExactly("The light is on.");
        }
        assertThat(dialect.taken())
                .isEqualTo(transcript.expect().path("datagrams").asInt());
    }

    private void send(Transcript.Line line, WireDevice device, PlainDialect dialect) throws IOException {
        byte[] datagram = line.bytes();
        if (datagram == null) {
            device.say(new String(Objects.requireNonNull(line.text()).getBytes(UTF_8), UTF_8));
        } else {
            // Nothing puts two wires in order; a person takes a moment between pressing and speaking.
            Afterwards.await("listening", () -> server.recognition().opened() == 1);
            dialect.received(
                    ByteBuffer.wrap(datagram), new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 40_000));
        }
    }
}
