package dev.mynah.transport.serial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.serial.SerialMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Commands of people in the words of the serial line. Stateless. */
final class SerialCommands {
    private SerialCommands() {}

    /**
     * The command on the line: {@code status}, {@code reboot} and {@code set_volume} have the documented names, every other
     * is sent in upper case; the values of the parameters follow in their order.
     *
     * @throws IllegalArgumentException when it cannot be said on a serial line; the message says why
     */
    static SerialMessage.Command of(int number, String command, ObjectNode parameters) {
        List<String> words = new ArrayList<>();
        parameters.forEach(value -> add(words, value));
        try {
            return new SerialMessage.Command(number, name(command), words);
        } catch (IllegalArgumentException unsayable) {
            throw new IllegalArgumentException(
                    "A serial line carries a name of at most 16 letters and digits and short ASCII values without $ # and ,",
                    unsayable);
        }
    }

    private static String name(String command) {
        String upper = command.strip().toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "STATUS" -> "STA?";
            case "REBOOT", "RESET" -> "RST";
            case "SET_VOLUME", "VOLUME" -> "VOL";
            default -> upper;
        };
    }

    private static void add(List<String> words, JsonNode value) {
        if (value.isArray()) {
            value.forEach(one -> add(words, one));
        } else if (value.isBoolean()) {
            words.add(value.booleanValue() ? "ON" : "OFF");
        } else if (value.isValueNode() && !value.isNull()) {
            words.add(value.asText());
        } else {
            throw new IllegalArgumentException("A serial line carries numbers, texts and lists of them only");
        }
    }
}
