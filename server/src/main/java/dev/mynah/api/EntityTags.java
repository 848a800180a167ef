package dev.mynah.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code If-Match} may hold (RFC 9110, 13.1.1): a star, or tags of which one must be the present one. Stateless. */
final class EntityTags {
    private static final Pattern ONE = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E]*)\"");

    private EntityTags() {}

    /** Weak tags never match: an update needs to know exactly what it replaces. */
    static boolean match(String wanted, String present) {
        if (wanted.strip().equals("*")) {
            return true;
        }
        Matcher tags = ONE.matcher(wanted);
        while (tags.find()) {
            if (tags.group(1) == null && tags.group(2).equals(present)) {
                return true;
            }
        }
        return false;
    }
}
