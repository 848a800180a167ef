package dev.mynah.protocol.ota;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A firmware version: integers with dots between. Anything else in a reply restarts the device for ever (firmware wire
 * contract §0.4). Ordered as the device orders: piece by piece, and with an equal beginning the longer one is newer
 * (§1.5).
 *
 * @param numbers at least one, none negative
 */
public record FirmwareVersion(List<Integer> numbers) implements Comparable<FirmwareVersion> {
    private static final Pattern STRICT = Pattern.compile("\\d+(\\.\\d+)*");
    private static final Pattern LEADING_NUMBER = Pattern.compile("\\s*(\\d+).*", Pattern.DOTALL);

    /** @throws IllegalArgumentException for no number or a negative one */
    public FirmwareVersion {
        numbers = List.copyOf(numbers);
        if (numbers.isEmpty() || numbers.stream().anyMatch(number -> number < 0)) {
            throw new IllegalArgumentException("not a version: " + numbers);
        }
    }

    /** A version that may be put in a reply; empty for everything that is not strictly digits and dots. */
    public static Optional<FirmwareVersion> parse(String text) {
        return STRICT.matcher(text).matches() ? reported(text) : Optional.empty();
    }

    /**
     * A version as a device understands its own: of each piece the leading number, the rest ignored ({@code 2.4.2-rc1}
     * is {@code 2.4.2}). Empty where the firmware's conversion would fail.
     */
    public static Optional<FirmwareVersion> reported(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String piece : text.split("\\.", -1)) {
            Matcher matcher = LEADING_NUMBER.matcher(piece);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            try {
                numbers.add(Integer.parseInt(matcher.group(1)));
            } catch (NumberFormatException tooLarge) {
                return Optional.empty();
            }
        }
        return Optional.of(new FirmwareVersion(numbers));
    }

    /** Whether a device that runs {@code current} would install this one. */
    public boolean newerThan(FirmwareVersion current) {
        return compareTo(current) > 0;
    }

    @Override
    public int compareTo(FirmwareVersion other) {
        int common = Math.min(numbers.size(), other.numbers.size());
        for (int i = 0; i < common; i++) {
            int order = numbers.get(i).compareTo(other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(numbers.size(), other.numbers.size());
    }

    @Override
    public String toString() {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
