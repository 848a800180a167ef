package dev.mynah.observability;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that is going to be read by others. What is meant for the log should not hold any; this is the net
 * below, for messages of libraries, exceptions and debug levels. It knows our own keys and tokens by their form, others by what
 * stands before them. Stateless; takes time in proportion to the text.
 */
public final class Redaction {
    private static final String HIDDEN = "(secret)";

    /** Ours, JSON Web Tokens, the usual form of providers' keys, and tokens for people to type. */
    private static final Pattern FORMS = Pattern.compile("mynah(?:_|-local_|-refresh_)[\\w.-]{16,}"
            + "|eyJ[\\w-]{8,}\\.[\\w-]+\\.?[\\w-]*"
            + "|\\bsk-[\\w-]{8,}"
            + "|\\b(?:[a-z2-9]{4}-){6}[a-z2-9]{4}\\b");

    /** A header goes to the end of its line, or of its quotes. */
    private static final Pattern HEADERS =
            Pattern.compile("(?i)((?:proxy-)?authorization|x-api-key|(?:set-)?cookie|x-csrf-token)(\"?\\s*[:=]\\s*)"
                    + "(\"(?:[^\"\\\\]|\\\\.)*+\"|\\[[^\\]\\n]*+]|[^\\r\\n]*+)");

    private static final Pattern SCHEMES = Pattern.compile("(?i)\\b(Bearer|Basic)\\s+[\\w.~+/=-]{4,}");

    /** A name that speaks of a secret, and its value: in JSON, a query, a form, a record's text or a configuration. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)([\\w.-]{0,64}?(?:passw(?:or)?d|passwort|secret|token(?!s)|api[_-]?key|master[_-]?key|private[_-]?key"
                    + "|credential|verifier|hmac[_-]?key)[\\w-]{0,32})(\\\\?[\"']?\\s*[:=]\\s*)"
                    + "(\\\\\"(?:[^\"\\\\]|\\\\[^\"])*+(?:\\\\\")?|\"(?:[^\"\\\\]|\\\\.)*+\"?|'[^'\\n]*+'?"
                    + "|[^\\s,;&\"')}\\]]++)");

    private static final Pattern USER_INFO = Pattern.compile("(://[^\\s/:@]{0,128}:)[^\\s/@]{1,256}(@)");

    private Redaction() {}

    /** The text, with a mark in place of everything that looks like a secret. */
    public static String of(String text) {
        String result = USER_INFO.matcher(text).replaceAll("$1" + HIDDEN + "$2");
        result = HEADERS.matcher(result).replaceAll(Redaction::hidden);
        result = SCHEMES.matcher(result).replaceAll("$1 " + HIDDEN);
        result = NAMED.matcher(result).replaceAll(Redaction::hidden);
        return FORMS.matcher(result).replaceAll(HIDDEN);
    }

    /** Name and separator as they are, the value hidden in the quotes it had: JSON stays JSON. */
    private static String hidden(MatchResult match) {
        String value = match.group(3);
        String quote = value.startsWith("\\\"") ? "\\\"" : value.startsWith("\"") ? "\"" : "";
        return Matcher.quoteReplacement(match.group(1) + match.group(2) + quote + HIDDEN + quote);
    }
}
