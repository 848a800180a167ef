package dev.mynah.protocol.serial;

import java.util.List;
import java.util.regex.Pattern;

/** What goes over a serial line in either direction. Words are printable ASCII without {@code $ # ,}. */
public sealed interface SerialMessage {
    /** The longest message in bytes, in either dialect. */
    int MAX_BYTES = 256;

    /** What a word may hold. */
    Pattern WORD = Pattern.compile("[\\x20-\\x7e&&[^$#,]]*");

    /** What the name of a command or report may be; {@code ?} at its end makes it a question. */
    Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,15}\\??");

    /**
     * The device shall do something.
     *
     * @param number tells the answers apart, 0 to 255; in text there is none and it is 0
     * @param name such as {@code LED}; a question such as {@code STA?} asks for a report
     */
    record Command(int number, String name, List<String> parameters) implements SerialMessage {
        /** @throws IllegalArgumentException when it cannot be written */
        public Command {
            parameters = List.copyOf(parameters);
            check(name, parameters);
        }
    }

    /**
     * What became of a command.
     *
     * @param number the command's
     * @param values what the device adds, such as what was asked for
     */
    record Answer(int number, SerialStatus status, List<String> values) implements SerialMessage {
        /** @throws IllegalArgumentException when it cannot be written */
        public Answer {
            values = List.copyOf(values);
            check(status.name(), values);
        }
    }

    /** Something the device says by itself, such as {@code TMP} with {@code 21.5}. */
    record Report(String name, List<String> values) implements SerialMessage {
        /** @throws IllegalArgumentException when it cannot be written */
        public Report {
            values = List.copyOf(values);
            check(name, values);
        }
    }

    private static void check(String name, List<String> words) {
        int bytes = name.length() + 4;
        boolean writable = NAME.matcher(name).matches();
        for (String word : words) {
            writable &= WORD.matcher(word).matches();
            bytes += word.length() + 1;
        }
        if (!writable || bytes > MAX_BYTES) {
            throw new IllegalArgumentException("cannot be written on a serial line: " + name + " " + words);
        }
    }
}
