package dev.mynah.transport.serial;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.serial.SerialCodec.Dialect;
import dev.mynah.protocol.serial.SerialIds;
import dev.mynah.session.ControlEvent;
import dev.mynah.session.ControlOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SerialDeviceTest {
    private final List<ControlEvent> events = new ArrayList<>();
    private final SerialPortOptions port = new SerialPortOptions(
            "bench",
            "/dev/null",
            SerialPortOptions.LineParameters.USUAL,
            Dialect.TEXT,
            SerialIds.of("bench"),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30));
    private final SerialDevice device = new SerialDevice(port, events::add);
    private long now = 1_000_000_000L;

    @Test
    void it_is_asked_how_it_is_and_known_once_it_answers() {
        assertThat(written()).isEqualTo("$STA?#");
        assertThat(events).isEmpty();
        says("$OK,LED=0,TMP=21.5#");
        assertThat(events)
                .containsExactly(
                        new ControlEvent.Connected(device),
                        new ControlEvent.Reported(port.device(), "STA", List.of("LED=0", "TMP=21.5")));
    }

    @Test
    void a_command_is_written_and_its_outcome_told() {
        introduced();
        CompletableFuture<ControlOutcome> outcome =
                device.send("led", parameters().put("state", true).put("level", 255));
        assertThat(written()).isEqualTo("$LED,ON,255#");
        assertThat(outcome).isNotDone();
        says("$OK#");
        assertThat(outcome).isCompletedWithValue(new ControlOutcome.Done(List.of()));
    }

    @Test
    void every_status_has_an_outcome_of_its_own() {
        introduced();
        for (String status : List.of("ERR", "PARAM", "TIMEOUT", "BUSY", "UNKNOWN")) {
            CompletableFuture<ControlOutcome> outcome =
                    device.send("VOL", parameters().put("level", 80));
            assertThat(written()).isEqualTo("$VOL,80#");
            says("$" + status + "#");
            assertThat(outcome.join())
                    .isInstanceOfSatisfying(ControlOutcome.Refused.class, refused -> assertThat(refused.status())
                            .isEqualTo(status));
        }
    }

    @Test
    void commands_wait_for_each_other_and_too_many_are_refused() {
        introduced();
        List<CompletableFuture<ControlOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < SerialDevice.MAX_WAITING; i++) {
            outcomes.add(device.send("VOL", parameters().put("level", i)));
        }
        assertThat(device.send("VOL", parameters()).join()).isInstanceOf(ControlOutcome.Overloaded.class);
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(written()).isEqualTo("$VOL," + i + "#");
            assertThat(device.next(now)).isEmpty();
            says("$OK#");
            assertThat(outcomes.get(i)).isDone();
        }
    }

    @Test
    void a_command_without_answer_is_given_up_and_the_next_is_sent() {
        introduced();
        CompletableFuture<ControlOutcome> first = device.send("LED", parameters());
        CompletableFuture<ControlOutcome> second = device.send("RST", parameters());
        written();
        pass(Duration.ofMillis(1_999));
        assertThat(device.next(now)).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(written()).isEqualTo("$RST#");
        assertThat(first.join()).isInstanceOf(ControlOutcome.Unanswered.class);
        assertThat(second).isNotDone();
    }

    @Test
    void what_cannot_be_said_on_the_line_is_refused_at_once() {
        introduced();
        assertThat(device.send("LED", parameters().put("text", "a#$RST#")).join())
                .isInstanceOf(ControlOutcome.Refused.class);
        assertThat(device.send("LED", parameters().set("x", parameters())).join())
                .isInstanceOf(ControlOutcome.Refused.class);
        assertThat(device.next(now)).isEmpty();
    }

    @Test
    void a_line_that_goes_ends_everything_by_name() {
        introduced();
        CompletableFuture<ControlOutcome> sent = device.send("LED", parameters());
        written();
        CompletableFuture<ControlOutcome> waiting = device.send("RST", parameters());
        events.clear();
        device.closed("unplugged");
        assertThat(sent.join()).isInstanceOf(ControlOutcome.Unanswered.class);
        assertThat(waiting.join()).isInstanceOf(ControlOutcome.Unreachable.class);
        assertThat(device.send("LED", parameters()).join()).isInstanceOf(ControlOutcome.Unreachable.class);
        assertThat(events).containsExactly(new ControlEvent.Disconnected(device, "unplugged"));
    }

    @Test
    void a_device_that_says_nothing_any_more_counts_as_gone() {
        introduced();
        events.clear();
        for (int i = 0; i <= SerialDevice.MAX_SILENT_POLLS; i++) {
            pass(Duration.ofSeconds(30));
            device.next(now);
            pass(Duration.ofSeconds(2));
            device.next(now);
        }
        assertThat(events).containsExactly(new ControlEvent.Disconnected(device, "it says nothing"));
        says("$TMP,20#");
        assertThat(events).contains(new ControlEvent.Connected(device));
    }

    @Test
    void a_message_in_slow_pieces_is_heard_and_a_bare_status_after_a_pause() {
        introduced();
        CompletableFuture<ControlOutcome> outcome = device.send("LED", parameters());
        written();
        device.received("O".getBytes(US_ASCII), now);
        pass(Duration.ofMillis(300));
        device.silent(now);
        device.received("K".getBytes(US_ASCII), now);
        pass(SerialDevice.PAUSE);
        device.silent(now);
        assertThat(outcome).isCompletedWithValue(new ControlOutcome.Done(List.of()));
    }

    private void introduced() {
        written();
        says("$OK#");
    }

    private String written() {
        return new String(device.next(now).orElseThrow(), US_ASCII);
    }

    private void says(String text) {
        device.received(text.getBytes(US_ASCII), now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static ObjectNode parameters() {
        return JsonNodeFactory.instance.objectNode();
    }
}
