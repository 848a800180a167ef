package dev.mynah.access;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a new password must be, in the spirit of NIST SP 800-63B: long enough and not one that everybody tries first. Kinds of
 * characters are not counted, and no password expires. Immutable.
 */
public final class PasswordRules {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 256;

    private final Set<String> common;

    /** @param common passwords to refuse, in lower case */
    public PasswordRules(Set<String> common) {
        this.common = Set.copyOf(common);
    }

    /**
     * Refuses a password nobody should have.
     *
     * @throws RefusedException with a reason for the person who chose it; it does not repeat the password
     */
    public void check(Username name, String password) {
        objection(name, password).ifPresent(reason -> {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST, reason, Map.of("field", "password", "least", SHORTEST, "most", LONGEST));
        });
    }

    private Optional<Reason> objection(Username name, String password) {
        String plain = Normalizer.normalize(password, Normalizer.Form.NFKC);
        int length = plain.codePointCount(0, plain.length());
        if (length < SHORTEST) {
            return Optional.of(Reason.PASSWORD_SHORT);
        }
        if (length > LONGEST) {
            return Optional.of(Reason.PASSWORD_LONG);
        }
        String folded = plain.toLowerCase(Locale.ROOT);
        if (repeated(folded)) {
            return Optional.of(Reason.PASSWORD_REPEATED);
        }
        String bare = once(withoutMarks(folded));
        if (bare.equals(withoutMarks(name.key()))) {
            return Optional.of(Reason.PASSWORD_IS_NAME);
        }
        return common.contains(folded) || common.contains(bare)
                ? Optional.of(Reason.PASSWORD_COMMON)
                : Optional.empty();
    }

    /** Digits and signs people put at the end when a form demands them. */
    private static String withoutMarks(String text) {
        return text.replaceFirst("[\\p{Nd}\\p{P}\\p{S}\\p{Z}]+$", "");
    }

    /** A word that stands there twice, once. */
    private static String once(String text) {
        String half = text.substring(0, text.length() / 2);
        return half.repeat(2).equals(text) ? half : text;
    }

    /** Whether a piece of up to three characters is all there is. */
    private static boolean repeated(String text) {
        for (int piece = 1; piece <= 3; piece++) {
            Set<String> pieces = new HashSet<>();
            for (int at = 0; at + piece <= text.length(); at += piece) {
                pieces.add(text.substring(at, at + piece));
            }
            if (pieces.size() == 1) {
                return true;
            }
        }
        return false;
    }
}
