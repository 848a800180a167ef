package dev.mynah.transport.serial;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.serial.SerialCodec;
import dev.mynah.protocol.serial.SerialMessage;
import dev.mynah.protocol.serial.SerialStatus;
import dev.mynah.session.ControlEvent;
import dev.mynah.session.ControlLink;
import dev.mynah.session.ControlOutcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The device at the other end of one serial line, as long as the line is open: one command at a time is on its way, a few
 * wait. Thread-safe; it does no I/O, the port's thread carries bytes to and from it and tells it the time.
 */
final class SerialDevice implements ControlLink {
    /** Commands that may wait. */
    static final int MAX_WAITING = 16;

    /** Polls in a row without a word after which the device counts as gone. */
    static final int MAX_SILENT_POLLS = 3;

    /** No firmware pauses so long within a message, nor does a person who types one slowly enough to matter. */
    static final Duration PAUSE = Duration.ofMillis(500);

    private final SerialPortOptions port;
    private final SerialCodec codec;
    private final Consumer<ControlEvent> events;
    private final ArrayDeque<Asked> waiting = new ArrayDeque<>();
    private @Nullable Asked current;
    private int numbers;
    private boolean present;
    private boolean over;
    private long polledAt;
    private boolean everPolled;
    private int silentPolls;
    private long heardAt;

    private static final class Asked {
        private final SerialMessage.Command command;
        private final CompletableFuture<ControlOutcome> outcome = new CompletableFuture<>();
        private long due;

        private Asked(SerialMessage.Command command) {
            this.command = command;
        }
    }

    SerialDevice(SerialPortOptions port, Consumer<ControlEvent> events) {
        this.port = port;
        this.codec = SerialCodec.of(port.dialect(), SerialCodec.End.SERVER);
        this.events = events;
    }

    @Override
    public DeviceId device() {
        return port.device();
    }

    @Override
    public String transport() {
        return "serial";
    }

    @Override
    public synchronized CompletableFuture<ControlOutcome> send(String command, ObjectNode parameters) {
        if (over) {
            return done(new ControlOutcome.Unreachable("The line is not open"));
        }
        if (waiting.size() >= MAX_WAITING) {
            return done(new ControlOutcome.Overloaded(MAX_WAITING + " commands wait for this device already"));
        }
        try {
            numbers = (numbers + 1) & 0xff;
            Asked asked = new Asked(SerialCommands.of(numbers, command, parameters));
            waiting.add(asked);
            return asked.outcome;
        } catch (IllegalArgumentException unsayable) {
            return done(new ControlOutcome.Refused(SerialStatus.PARAM.name(), String.valueOf(unsayable.getMessage())));
        }
    }

    /** What is to be written now, if anything. */
    synchronized Optional<byte[]> next(long nanoTime) {
        giveUp(nanoTime);
        poll(nanoTime);
        if (current != null || waiting.isEmpty()) {
            return Optional.empty();
        }
        Asked asked = waiting.remove();
        asked.due = nanoTime + port.answerWithin().toNanos();
        current = asked;
        return Optional.of(codec.encode(asked.command));
    }

    /** Takes what was read. */
    synchronized void received(byte[] bytes, long nanoTime) {
        heardAt = nanoTime;
        codec.receive(bytes).forEach(this::message);
    }

    /** Nothing was read just now. */
    synchronized void silent(long nanoTime) {
        if (nanoTime - heardAt >= PAUSE.toNanos()) {
            heardAt = nanoTime;
            codec.quiet().forEach(this::message);
        }
    }

    /** The line is gone. */
    synchronized void closed(String reason) {
        over = true;
        if (current != null) {
            current.outcome.complete(new ControlOutcome.Unanswered(reason));
            current = null;
        }
        waiting.forEach(asked -> asked.outcome.complete(new ControlOutcome.Unreachable(reason)));
        waiting.clear();
        leave(reason);
    }

    private void message(SerialMessage message) {
        silentPolls = 0;
        if (!present) {
            present = true;
            events.accept(new ControlEvent.Connected(this));
        }
        switch (message) {
            case SerialMessage.Answer answer -> answered(answer);
            case SerialMessage.Report report ->
                events.accept(new ControlEvent.Reported(port.device(), report.name(), report.values()));
            case SerialMessage.Command echo -> {} // a line that echoes says what we said
        }
    }

    private void answered(SerialMessage.Answer answer) {
        Asked asked = current;
        boolean numbered = port.dialect() == SerialCodec.Dialect.BINARY;
        if (asked == null || (numbered && answer.number() != asked.command.number())) {
            return; // too late: nobody waits for it any more
        }
        current = null;
        if (asked.command.name().endsWith("?") && answer.status() == SerialStatus.OK) {
            String name = asked.command.name().replace("?", "");
            events.accept(new ControlEvent.Reported(port.device(), name, answer.values()));
        }
        asked.outcome.complete(outcome(answer));
    }

    private static ControlOutcome outcome(SerialMessage.Answer answer) {
        String added = answer.values().isEmpty() ? "" : ": " + String.join(", ", answer.values());
        return switch (answer.status()) {
            case OK -> new ControlOutcome.Done(answer.values());
            case ERR -> new ControlOutcome.Refused("ERR", "The device tried and failed" + added);
            case PARAM -> new ControlOutcome.Refused("PARAM", "The device does not take this parameter" + added);
            case TIMEOUT -> new ControlOutcome.Refused("TIMEOUT", "It took the device too long" + added);
            case BUSY -> new ControlOutcome.Refused("BUSY", "The device has something else to do" + added);
            case UNKNOWN -> new ControlOutcome.Refused("UNKNOWN", "The device knows no such command" + added);
        };
    }

    private void giveUp(long nanoTime) {
        Asked asked = current;
        if (asked != null && nanoTime - asked.due >= 0) {
            current = null;
            asked.outcome.complete(new ControlOutcome.Unanswered(
                    "The device did not answer in " + port.answerWithin().toMillis() + " ms"));
        }
    }

    /** Asks how the device is: that introduces it, keeps its status fresh, and shows when it has gone. */
    private void poll(long nanoTime) {
        boolean due = !everPolled || nanoTime - polledAt >= port.poll().toNanos();
        if (!due || current != null || !waiting.isEmpty()) {
            return;
        }
        everPolled = true;
        polledAt = nanoTime;
        if (silentPolls++ >= MAX_SILENT_POLLS) {
            leave("it says nothing");
        }
        send("STATUS", JsonNodeFactory.instance.objectNode());
    }

    private void leave(String reason) {
        if (present) {
            present = false;
            events.accept(new ControlEvent.Disconnected(this, reason));
        }
    }

    private static CompletableFuture<ControlOutcome> done(ControlOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
