package dev.mynah.access;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name somebody logs in with: up to 64 letters (of any script), digits and {@code . _ - @ +}, beginning with a letter or
 * digit. Kept as it was written; two names that differ in case, width or composition alone are one. Immutable.
 *
 * @param shown as written, in Unicode's composed form
 * @param key what must be unique
 */
public record Username(String shown, String key) {
    private static final int LONGEST = 64;
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{M}\\p{Nd}._@+-]*");

    /** The name, unless it has another form. */
    public static Optional<Username> parse(String text) {
        String shown = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        return shown.codePointCount(0, shown.length()) <= LONGEST
                        && FORM.matcher(shown).matches()
                ? Optional.of(new Username(shown, key(shown)))
                : Optional.empty();
    }

    /**
     * The name.
     *
     * @throws RefusedException when it has another form
     */
    public static Username of(String text) {
        return parse(text)
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.INVALID_REQUEST, Reason.USERNAME_FORM, Map.of("field", "username")));
    }

    /** What any text would be looked up by, also one that can be nobody's name. */
    static String key(String text) {
        String plain = Normalizer.normalize(text.strip(), Normalizer.Form.NFKC);
        String folded = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }
}
