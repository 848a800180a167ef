package dev.mynah.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 700ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 30d}. */
final class DurationText {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s?(ms|s|m|h|d)");

    private DurationText() {}

    /** @throws IllegalArgumentException when the text has another form */
    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** Writes the time in the largest unit that leaves no remainder. */
    static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0 || millis == 0) {
            return millis + "ms";
        }
        if (millis % 60_000 != 0) {
            return millis / 1000 + "s";
        }
        if (millis % 3_600_000 != 0) {
            return millis / 60_000 + "m";
        }
        return millis % 86_400_000 == 0 ? millis / 86_400_000 + "d" : millis / 3_600_000 + "h";
    }
}
