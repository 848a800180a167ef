package dev.mynah.protocol.serial;

import dev.mynah.protocol.frame.FrameFormat;
import dev.mynah.protocol.frame.FrameLink;
import dev.mynah.protocol.frame.FrameMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The binary dialect: frames of {@link FrameFormat#SERIAL}. MSG_TYPE 1 is a command, 2 an answer, 3 a report. DATA of a
 * command is its number (one byte) and its words in ASCII, parted by commas; of an answer the command's number, the
 * status's number and the values; of a report just the words.
 */
final class SerialFrames implements SerialCodec {
    private static final int COMMAND = 1;
    private static final int ANSWER = 2;
    private static final int REPORT = 3;

    private final FrameLink link = new FrameLink(FrameFormat.SERIAL);
    private long meaningless;

    @Override
    public byte[] encode(SerialMessage message) {
        return switch (message) {
            case SerialMessage.Command command ->
                frame(COMMAND, new byte[] {(byte) command.number()}, command.name(), command.parameters());
            case SerialMessage.Answer answer -> {
                byte[] head = {(byte) answer.number(), (byte) answer.status().number()};
                yield frame(ANSWER, head, null, answer.values());
            }
            case SerialMessage.Report report -> frame(REPORT, new byte[0], report.name(), report.values());
        };
    }

    @Override
    public List<SerialMessage> receive(byte[] bytes) {
        return messages(link.receive(bytes));
    }

    @Override
    public List<SerialMessage> quiet() {
        return messages(link.quiet());
    }

    @Override
    public void reset() {
        link.reset();
    }

    @Override
    public long skipped() {
        return link.skippedBytes() + meaningless;
    }

    private byte[] frame(int type, byte[] head, @Nullable String name, List<String> rest) {
        List<String> words = new ArrayList<>();
        if (name != null) {
            words.add(name);
        }
        words.addAll(rest);
        byte[] text = String.join(",", words).getBytes(StandardCharsets.US_ASCII);
        byte[] data = Arrays.copyOf(head, head.length + text.length);
        System.arraycopy(text, 0, data, head.length, text.length);
        return link.send(type, data).getFirst();
    }

    private List<SerialMessage> messages(List<FrameMessage> frames) {
        List<SerialMessage> found = new ArrayList<>();
        for (FrameMessage frame : frames) {
            Optional<SerialMessage> message = message(frame.type(), frame.data());
            message.ifPresentOrElse(found::add, () -> meaningless++);
        }
        return found;
    }

    private static Optional<SerialMessage> message(int type, byte[] data) {
        try {
            return switch (type) {
                case COMMAND -> data.length < 2 ? Optional.empty() : command(data[0] & 0xff, words(data, 1));
                case ANSWER -> data.length < 2 ? Optional.empty() : answer(data);
                case REPORT -> report(words(data, 0));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Optional<SerialMessage> command(int number, List<String> words) {
        return Optional.of(new SerialMessage.Command(number, words.getFirst(), words.subList(1, words.size())));
    }

    private static Optional<SerialMessage> answer(byte[] data) {
        List<String> values = data.length == 2 ? List.of() : words(data, 2);
        return SerialStatus.numbered(data[1]).map(status -> new SerialMessage.Answer(data[0] & 0xff, status, values));
    }

    private static Optional<SerialMessage> report(List<String> words) {
        return Optional.of(new SerialMessage.Report(words.getFirst(), words.subList(1, words.size())));
    }

    private static List<String> words(byte[] data, int from) {
        // Every byte is a character here, so that one that is none of ASCII is refused and not replaced.
        String text = new String(data, from, data.length - from, StandardCharsets.ISO_8859_1);
        return Arrays.asList(text.split(",", -1));
    }
}
