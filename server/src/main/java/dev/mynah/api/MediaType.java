package dev.mynah.api;

import java.util.Locale;

/** The value of {@code Content-Type}. Stateless. */
final class MediaType {
    private MediaType() {}

    /** The type without its parameters, in lower case. */
    static String essence(String value) {
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether the text is said to be in another charset than UTF-8. */
    static boolean otherCharset(String value) {
        for (String parameter : value.split(";")) {
            String[] pair = parameter.strip().toLowerCase(Locale.ROOT).split("=", 2);
            if (pair.length == 2 && pair[0].strip().equals("charset")) {
                return !pair[1].strip().replace("\"", "").equals("utf-8");
            }
        }
        return false;
    }
}
