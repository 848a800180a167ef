package dev.mynah.voice.tts;

import java.util.regex.Pattern;

/** Makes written text fit for speaking: no markup, no pictures, letters apart that voices would not spell. */
public final class SpokenText {
    private static final Pattern CODE_FENCE = Pattern.compile("```\\w*");
    private static final Pattern IMAGE_OR_LINK = Pattern.compile("!?\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern LINE_START = Pattern.compile("(?m)^\\s{0,3}(?:#{1,6}\\s+|>\\s?|[-*+]\\s+)");
    private static final Pattern RULE = Pattern.compile("(?m)^\\s*(?:[-*_]\\s*){3,}$");
    private static final Pattern EMPHASIS = Pattern.compile("\\*+|`+|~~|(?<!\\w)_+|_+(?!\\w)");
    private static final Pattern TABLE = Pattern.compile("\\s*\\|\\s*");

    /** Of a time of day; after words, some voices leave it out and others say it as in "I am". */
    private static final Pattern FORENOON = Pattern.compile("(?<=[\\p{Ll}\\d])\\s?AM\\b");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private SpokenText() {}

    /** The words of the text in one line; empty when there is nothing to say. */
    public static String of(String written) {
        String text = CODE_FENCE.matcher(written).replaceAll(" ");
        text = IMAGE_OR_LINK.matcher(text).replaceAll("$1");
        text = RULE.matcher(text).replaceAll(" ");
        text = LINE_START.matcher(text).replaceAll("");
        text = EMPHASIS.matcher(text).replaceAll("");
        text = TABLE.matcher(text).replaceAll(" ");
        text = FORENOON.matcher(text).replaceAll(" A M");
        text = SPACES.matcher(withoutPictures(text)).replaceAll(" ").strip();
        return text.codePoints().anyMatch(Character::isLetterOrDigit) ? text : "";
    }

    private static String withoutPictures(String text) {
        return text.codePoints()
                .filter(point -> !isPicture(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Emoji and what joins, colours and flags them; arrows, boxes and dingbats; control characters but white space. */
    private static boolean isPicture(int point) {
        return Character.isEmojiPresentation(point)
                || Character.isEmojiModifier(point)
                || (Character.isExtendedPictographic(point) && point > 0xFF)
                || point == 0x200D
                || point == 0x20E3
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0x2190 && point <= 0x27BF)
                || (point >= 0xE0000 && point <= 0xE007F)
                || (Character.isISOControl(point) && !Character.isWhitespace(point));
    }
}
