package dev.mynah.simulator.serial;

import dev.mynah.protocol.serial.SerialMessage;
import dev.mynah.protocol.serial.SerialMessage.Answer;
import dev.mynah.protocol.serial.SerialStatus;
import java.util.List;

/** What a small board does: a lamp, a volume and a thermometer. Not thread-safe. */
final class SerialBoard {
    private boolean lamp;
    private int brightness;
    private int volume = 50;

    /** Carries out a command. */
    Answer answer(SerialMessage.Command command) {
        return switch (command.name()) {
            case "LED" -> led(command);
            case "VOL" -> volume(command);
            case "STA?" -> answer(command, SerialStatus.OK, status());
            case "RST" -> {
                lamp = false;
                volume = 50;
                yield answer(command, SerialStatus.OK, List.of());
            }
            default -> answer(command, SerialStatus.UNKNOWN, List.of());
        };
    }

    private Answer led(SerialMessage.Command command) {
        List<String> words = command.parameters();
        boolean known = !words.isEmpty() && List.of("ON", "OFF").contains(words.getFirst());
        int level = words.size() < 2 ? 255 : number(words.get(1), 255);
        if (!known || level < 0) {
            return answer(command, SerialStatus.PARAM, List.of());
        }
        lamp = words.getFirst().equals("ON");
        brightness = level;
        return answer(command, SerialStatus.OK, List.of());
    }

    private Answer volume(SerialMessage.Command command) {
        int wanted =
                command.parameters().size() == 1 ? number(command.parameters().getFirst(), 100) : -1;
        if (wanted < 0) {
            return answer(command, SerialStatus.PARAM, List.of());
        }
        volume = wanted;
        return answer(command, SerialStatus.OK, List.of());
    }

    /** What it is asked for with {@code STA?}. */
    List<String> status() {
        return List.of("LED=" + (lamp ? brightness : 0), "VOL=" + volume, "TMP=21.5");
    }

    private static int number(String text, int most) {
        if (!text.matches("\\d{1,4}")) {
            return -1;
        }
        int number = Integer.parseInt(text);
        return number <= most ? number : -1;
    }

    private static Answer answer(SerialMessage.Command command, SerialStatus status, List<String> values) {
        return new Answer(command.number(), status, values);
    }
}
