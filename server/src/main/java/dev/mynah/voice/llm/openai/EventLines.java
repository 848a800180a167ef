package dev.mynah.voice.llm.openai;

import dev.mynah.voice.provider.openai.ArrivingBody;
import dev.mynah.voice.provider.openai.AttemptFailed;
import dev.mynah.voice.provider.openai.OpenAiWire;
import dev.mynah.voice.provider.openai.Patience;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events (WHATWG HTML, "Server-sent events") as far as chat completions use them: the data of each
 * event. Bounded, because a broken service may send forever. For one thread.
 */
final class EventLines {
    private static final int LONGEST_LINE = 1 << 20;
    private static final int MOST_BYTES = 4 << 20;

    private final OpenAiWire wire;
    private final ArrivingBody body;
    private final Patience patience;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private @Nullable ByteBuffer bytes = ByteBuffer.allocate(0);
    private int read;

    EventLines(OpenAiWire wire, ArrivingBody body, Patience patience) {
        this.wire = wire;
        this.body = body;
        this.patience = patience;
    }

    /** The data of the next event; empty at the end of the stream. */
    Optional<String> next() throws AttemptFailed, InterruptedException {
        while (bytes != null) {
            if (!bytes.hasRemaining()) {
                refill();
            } else if (bytes.get(bytes.position()) != '\n') {
                line.write(bytes.get());
                check(line.size() <= LONGEST_LINE);
            } else {
                bytes.get();
                if (endOfLine()) {
                    return Optional.of(taken());
                }
            }
        }
        endOfLine();
        return data.isEmpty() ? Optional.empty() : Optional.of(taken());
    }

    private void refill() throws AttemptFailed, InterruptedException {
        bytes = wire.next(body, patience);
        read += bytes == null ? 0 : bytes.remaining();
        check(read <= MOST_BYTES);
    }

    private void check(boolean bounded) throws AttemptFailed {
        if (!bounded) {
            throw AttemptFailed.lasting(wire.senseless("sends more than any answer needs"));
        }
    }

    /** Takes a line; true when it ends an event that has data. */
    private boolean endOfLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.startsWith("data:")) {
            data.append(data.isEmpty() ? "" : "\n")
                    .append(text.startsWith(" ", 5) ? text.substring(6) : text.substring(5));
        }
        return text.isEmpty() && !data.isEmpty();
    }

    private String taken() {
        String taken = data.toString();
        data.setLength(0);
        return taken;
    }
}
