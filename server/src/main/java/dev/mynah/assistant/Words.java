package dev.mynah.assistant;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Splits what was heard or typed into the words that patterns are made of: lower case, no punctuation, signs of
 * arithmetic spelled out, each Han character a word of its own.
 */
final class Words {
    private static final Pattern WORD =
            Pattern.compile("\\d+(?:\\.\\d+)?|\\p{IsHan}|[\\p{L}&&[^\\p{IsHan}]](?:'?[\\p{L}&&[^\\p{IsHan}]])*");
    private static final Pattern GROUPED = Pattern.compile("(?<=\\d),(?=\\d{3}(?!\\d))");
    private static final Pattern SUBTRACTION = Pattern.compile("(?<=[\\d\\p{IsHan}])\\s*[-\u2212]\\s*(?=\\d)");

    /** The traditional characters that have a simplified one in our patterns, and those, pair by pair. */
    private static final String TRADITIONAL = "現請問幾點調聲靜時計鐘開關燈電嗎話見謝誰說號幫減間麼會訊題為於風設備狀態亮還剩長體屏淺講個遍達種樣兩萬億負語";

    private static final String SIMPLIFIED = "现请问几点调声静时计钟开关灯电吗话见谢谁说号帮减间么会讯题为于风设备状态亮还剩长体屏浅讲个遍达种样两万亿负语";

    private Words() {}

    static List<String> of(String text) {
        return WORD.matcher(spelledOut(simplified(text)))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String simplified(String text) {
        StringBuilder simple = new StringBuilder(text.length());
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        plain.chars().forEach(c -> {
            int at = TRADITIONAL.indexOf(c);
            simple.append(at < 0 ? (char) c : SIMPLIFIED.charAt(at));
        });
        return simple.toString();
    }

    private static String spelledOut(String text) {
        String plain = GROUPED.matcher(text.replace('\u2019', '\'')).replaceAll("");
        return SUBTRACTION
                .matcher(plain)
                .replaceAll(" minus ")
                .replace("+", " plus ")
                .replace("*", " times ")
                .replace("\u00d7", " times ")
                .replace("\u00f7", " divided by ")
                .replace("/", " divided by ")
                .replace("%", " percent ");
    }
}
