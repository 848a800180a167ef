package dev.mynah.protocol.serial;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The text dialect: a message begins with {@code $}, its words are parted by commas, and {@code #} ends it. What stands
 * between messages - line ends, the chatter of a boot loader - is passed over, except that a status may also stand alone on
 * a line, as simple firmware prints it. A new {@code $} begins a new message whatever was before.
 */
final class SerialText implements SerialCodec {
    private final End end;
    private final StringBuilder open = new StringBuilder();
    private boolean inside;
    private long skipped;

    SerialText(End end) {
        this.end = end;
    }

    @Override
    public byte[] encode(SerialMessage message) {
        List<String> words = new ArrayList<>();
        switch (message) {
            case SerialMessage.Command command -> {
                words.add(command.name());
                words.addAll(command.parameters());
            }
            case SerialMessage.Answer answer -> {
                words.add(answer.status().name());
                words.addAll(answer.values());
            }
            case SerialMessage.Report report -> {
                words.add(report.name());
                words.addAll(report.values());
            }
        }
        return ("$" + String.join(",", words) + "#").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public List<SerialMessage> receive(byte[] bytes) {
        List<SerialMessage> found = new ArrayList<>();
        for (byte one : bytes) {
            character((char) (one & 0xff)).ifPresent(found::add);
        }
        return found;
    }

    @Override
    public List<SerialMessage> quiet() {
        // A status without a line end after it is complete when nothing follows.
        Optional<SerialMessage> last = inside ? Optional.empty() : bareStatus();
        drop();
        return last.stream().toList();
    }

    @Override
    public void reset() {
        drop();
    }

    @Override
    public long skipped() {
        return skipped;
    }

    private Optional<SerialMessage> character(char next) {
        if (next == '$') {
            drop();
            inside = true;
            return Optional.empty();
        }
        if (next == '#' && inside) {
            Optional<SerialMessage> message = message(open.toString());
            open.setLength(message.isPresent() ? 0 : open.length());
            drop();
            return message;
        }
        if (next == '\r' || next == '\n') {
            Optional<SerialMessage> status = inside ? Optional.empty() : bareStatus();
            open.setLength(status.isPresent() ? 0 : open.length());
            drop();
            return status;
        }
        boolean printable = next >= 0x20 && next < 0x7f;
        if (!printable || open.length() >= SerialMessage.MAX_BYTES) {
            drop();
            skipped++;
        } else {
            open.append(next);
        }
        return Optional.empty();
    }

    private Optional<SerialMessage> bareStatus() {
        return SerialStatus.named(open.toString().strip())
                .map(status -> new SerialMessage.Answer(0, status, List.of()));
    }

    private Optional<SerialMessage> message(String text) {
        List<String> words = Arrays.asList(text.split(",", -1));
        String name = words.getFirst();
        List<String> rest = words.subList(1, words.size());
        Optional<SerialStatus> status = SerialStatus.named(name);
        try {
            if (status.isPresent()) {
                return Optional.of(new SerialMessage.Answer(0, status.get(), rest));
            }
            return Optional.of(
                    end == End.SERVER
                            ? new SerialMessage.Report(name, rest)
                            : new SerialMessage.Command(0, name, rest));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private void drop() {
        skipped += open.length();
        open.setLength(0);
        inside = false;
    }
}
