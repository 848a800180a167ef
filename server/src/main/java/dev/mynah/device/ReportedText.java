package dev.mynah.device;

import org.jspecify.annotations.Nullable;

/** Cleans texts that devices, or whoever plays one, send. Stateless. */
public final class ReportedText {
    /** Longest text that is kept, in characters; the longest a device has reason to send is a hash of 64. */
    public static final int MAX_CHARACTERS = 128;

    private ReportedText() {}

    /**
     * The text as it may be stored, logged and shown: without control, formatting, private and broken characters, which
     * forge lines of a log, turn the direction of text or are refused by databases, and cut to
     * {@link #MAX_CHARACTERS}. Quotes and markup stay what they are: text.
     */
    public static String clean(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_CHARACTERS));
        int kept = 0;
        for (int at = 0; at < text.length() && kept < MAX_CHARACTERS; ) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            if (harmless(character)) {
                clean.appendCodePoint(character);
                kept++;
            }
        }
        return clean.toString().strip();
    }

    static String or(@Nullable String text, String otherwise) {
        String cleaned = clean(text);
        return cleaned.isEmpty() ? otherwise : cleaned;
    }

    /** Whether the text holds only characters that {@link #clean} would keep, or line ends. */
    public static boolean harmlessWithLines(String text) {
        return text.codePoints().allMatch(character -> character == '\n' || harmless(character));
    }

    static boolean harmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
