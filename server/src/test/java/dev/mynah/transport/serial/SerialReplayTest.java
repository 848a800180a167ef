package dev.mynah.transport.serial;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.Transcript;
import dev.mynah.protocol.serial.SerialCodec.Dialect;
import dev.mynah.protocol.serial.SerialIds;
import dev.mynah.session.ControlEvent;
import dev.mynah.session.ControlOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden conversations on serial lines, byte by byte. */
class SerialReplayTest {
    private final List<CompletableFuture<ControlOutcome>> outcomes = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"light-on-text", "light-on-frames"})
    void the_server_writes_and_understands_every_byte(String name) {
        Transcript transcript = Transcript.read("serial", name);
        SerialDevice device = device(
                Dialect.valueOf(transcript.expect().path("dialect").asText().toUpperCase(Locale.ROOT)));
        List<Runnable> commands = new ArrayList<>(List.of(
                () -> {}, // the server asks for the status by itself
                () -> tell(device, "led", parameters().put("state", "ON").put("level", 255)),
                () -> tell(device, "led", parameters().put("state", "ON").put("level", 999)),
                () -> tell(device, "dance", parameters())));
        for (Transcript.Line line : transcript.msgs()) {
            if (line.fromDevice()) {
                device.received(bytes(line), 1);
            } else {
                commands.removeFirst().run();
                assertThat(device.next(1)).hasValue(bytes(line));
            }
        }
        assertThat(reports).isEqualTo(transcript.expected("reports"));
        List<String> told = new ArrayList<>(List.of("OK")); // of the status
        outcomes.forEach(outcome -> told.add(word(outcome.join())));
        assertThat(told).isEqualTo(transcript.expected("outcomes"));
    }

    private void tell(SerialDevice device, String command, ObjectNode parameters) {
        outcomes.add(device.send(command, parameters));
    }

    private SerialDevice device(Dialect dialect) {
        SerialPortOptions options = new SerialPortOptions(
                "bench",
                "/dev/null",
                SerialPortOptions.LineParameters.USUAL,
                dialect,
                SerialIds.of("bench"),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30));
        return new SerialDevice(options, event -> {
            if (event instanceof ControlEvent.Reported report) {
                reports.add(report.name() + " " + String.join(" ", report.values()));
            }
        });
    }

    private static String word(ControlOutcome outcome) {
        return outcome instanceof ControlOutcome.Refused refused ? refused.status() : "OK";
    }

    private static byte[] bytes(Transcript.Line line) {
        byte[] hex = line.bytes();
        return hex == null ? Objects.requireNonNull(line.text()).getBytes(US_ASCII) : hex;
    }

    private static ObjectNode parameters() {
        return JsonNodeFactory.instance.objectNode();
    }
}
