package dev.mynah.protocol.message;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code listen detect} as the firmware writes it: the text is pasted between quotes without escaping, so a quote or a
 * line break in it makes invalid JSON (firmware wire contract §4.5, C36).
 */
final class UnescapedDetect {
    /** Longer texts are no wake words; the bound also bounds the search. */
    private static final int MAX_LENGTH = 4096;

    private static final Pattern SHAPE = Pattern.compile(
            "\\s*\\{\\s*(?:\"session_id\"\\s*:\\s*\"([^\"\\\\]{0,64})\"\\s*,\\s*)?\"type\"\\s*:\\s*\"listen\"\\s*,"
                    + "\\s*\"state\"\\s*:\\s*\"detect\"\\s*,\\s*\"text\"\\s*:\\s*\"(.*)\"\\s*}\\s*",
            Pattern.DOTALL);

    private UnescapedDetect() {}

    /** The detection in {@code text}, or null when it has not exactly the firmware's shape. */
    static @Nullable Decoded<DeviceMessage> find(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String sessionId = matcher.group(1);
        return new Decoded.Valid<>(
                sessionId == null ? "" : sessionId, new DeviceMessage.Listen.Detect(matcher.group(2)));
    }

    static String write(String sessionId, String text) {
        return "{\"session_id\":\"" + sessionId + "\",\"type\":\"listen\",\"state\":\"detect\",\"text\":\"" + text
                + "\"}";
    }
}
