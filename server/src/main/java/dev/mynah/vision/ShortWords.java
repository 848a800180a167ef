package dev.mynah.vision;

import java.nio.charset.StandardCharsets;

/**
 * Cuts what a model says to what a device can take. A device hangs for ever at a body of 8192 bytes (firmware wire contract
 * §0.1), and sends what it read on as a string inside JSON; this much is safe even if each character has to be escaped.
 * Nobody listens to more anyway.
 */
final class ShortWords {
    /** Bytes of UTF-8: some three minutes of speech in English, more in Chinese. */
    static final int LONGEST = 3000;

    private static final String ENDS = ".!?。！？…\n";

    private ShortWords() {}

    /** The words without control characters, cut behind a sentence, else a word, else a character. */
    static String of(String words) {
        String clean = words.replaceAll("[\\p{Cntrl}&&[^\\n]]", " ")
                .replaceAll("[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]", "")
                .strip();
        int fits = fitting(clean);
        if (fits == clean.length()) {
            return clean;
        }
        int sentence = lastSentence(clean, fits);
        int word = clean.lastIndexOf(' ', fits);
        int end = sentence > 0 ? sentence : word > fits / 2 ? word : fits;
        return clean.substring(0, end).strip();
    }

    /** How many characters fit, without a half one at the end. */
    private static int fitting(String text) {
        int bytes = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST) {
                return at;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    /** Behind the last sentence that ends before; 0 for none. A full stop within a number ends none. */
    private static int lastSentence(String text, int before) {
        for (int at = before - 1; at > 0; at--) {
            boolean latin = text.charAt(at) < 0x80 && text.charAt(at) != '\n';
            if (ENDS.indexOf(text.charAt(at)) >= 0
                    && (!latin || (at + 1 < text.length() && Character.isWhitespace(text.charAt(at + 1))))) {
                return at + 1;
            }
        }
        return 0;
    }
}
