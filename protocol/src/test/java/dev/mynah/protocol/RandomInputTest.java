package dev.mynah.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.WrongShapeException;
import dev.mynah.protocol.mcp.JsonRpc;
import dev.mynah.protocol.mcp.ToolOutcome;
import dev.mynah.protocol.mcp.ToolPage;
import dev.mynah.protocol.message.DeviceMessages;
import dev.mynah.protocol.message.ServerMessages;
import dev.mynah.protocol.ota.DeviceConfigurations;
import dev.mynah.protocol.ota.DeviceReports;
import dev.mynah.protocol.ota.FirmwareVersion;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a stranger sends, decoders answer and do not throw. */
class RandomInputTest {
    private static final int ROUNDS = 200_000;
    private static final String ALPHABET = "{}[]\":,\\ 0123456789.-eEnultrasf\u0000\uD83D\uDE00\n";

    @Test
    void mutated_texts_never_make_a_decoder_throw() {
        List<String> seeds = Stream.of("websocket", "ota", "mcp")
                .flatMap(Transcript::in)
                .flatMap(transcript -> transcript.msgs().stream())
                .flatMap(line -> Stream.ofNullable(line.text()))
                .filter(text -> text.length() < 2000)
                .distinct()
                .toList();
        Random random = new Random(42);
        int objects = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = mutate(seeds.get(random.nextInt(seeds.size())), random);
            DeviceMessages.decode(text);
            switch (i % 4) {
                case 0 -> ServerMessages.decode(text);
                case 1 -> objects += readAsToolTalk(text);
                case 2 -> objects += readAsConfiguration(text);
                default -> readAsRequest(text);
            }
        }
        assertThat(objects).as("mutations that were still JSON objects").isGreaterThan(ROUNDS / 40);
    }

    private static void readAsRequest(String text) {
        DeviceReports.read(name -> text, text);
        FirmwareVersion.reported(text);
        DeviceId.parse(text);
    }

    private static int readAsConfiguration(String text) {
        try {
            DeviceConfigurations.decode(text);
            return 1;
        } catch (WrongShapeException expected) {
            return expected.reason().startsWith("not JSON") ? 0 : 1;
        }
    }

    private static int readAsToolTalk(String text) {
        try {
            ObjectNode object = JsonText.object(text).node();
            ObjectNode payload = object.path("payload") instanceof ObjectNode inner ? inner : object;
            JsonRpc.reply(payload);
            ObjectNode result = payload.path("result") instanceof ObjectNode inner ? inner : payload;
            ToolPage.read(result);
            ToolOutcome.read(result);
            return 1;
        } catch (WrongShapeException expected) {
            return 0;
        }
    }

    private static String mutate(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && !text.isEmpty(); i++) {
            int at = random.nextInt(text.length());
            char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, other);
                case 1 -> text.insert(at, other);
                case 2 -> text.deleteCharAt(at);
                case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 20)));
                default -> text.setLength(random.nextInt(10) == 0 ? at : text.length());
            }
        }
        return text.toString();
    }

    @Test
    void random_frames_never_make_the_framing_throw() {
        Random random = new Random(43);
        int packets = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] frame = new byte[random.nextInt(24)];
            random.nextBytes(frame);
            for (BinaryFraming framing : BinaryFraming.values()) {
                packets += framing.decode(frame) instanceof dev.mynah.protocol.audio.AudioPacket ? 1 : 0;
            }
        }
        assertThat(packets).isGreaterThanOrEqualTo(ROUNDS);
    }
}
