package dev.mynah.protocol;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity a device claims: its MAC address, lower case with colons as the firmware sends it (firmware wire
 * contract §1.2). It can be forged; only together with a token does it prove anything (§8.3).
 *
 * @param mac {@code aa:bb:cc:dd:ee:ff}
 */
public record DeviceId(String mac) implements Comparable<DeviceId> {
    private static final Pattern NORMAL = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
    private static final Pattern ACCEPTED =
            Pattern.compile("(?i)[0-9a-f]{12}|[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\\1[0-9a-f]{2}){4}");

    /** @throws IllegalArgumentException when not in the normal form; use {@link #parse} for what comes from outside */
    public DeviceId {
        if (!NORMAL.matcher(mac).matches()) {
            throw new IllegalArgumentException("not a MAC address in lower case with colons: " + mac);
        }
    }

    /** Accepts either case and {@code :}, {@code -} or nothing between the pairs. */
    public static Optional<DeviceId> parse(String text) {
        String stripped = text.strip();
        if (!ACCEPTED.matcher(stripped).matches()) {
            return Optional.empty();
        }
        String digits = stripped.replace(":", "").replace("-", "").toLowerCase(Locale.ROOT);
        return Optional.of(new DeviceId(String.join(":", digits.split("(?<=\\G..)"))));
    }

    @Override
    public int compareTo(DeviceId other) {
        return mac.compareTo(other.mac);
    }

    @Override
    public String toString() {
        return mac;
    }
}
