package dev.mynah.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The style of a page that is one file: it stands in the page, and the page's policy allows this style by its hash and
 * nothing else. Immutable.
 */
record Style(String css) {
    /** The element of the page's head. */
    String element() {
        return "<style>" + css + "</style>";
    }

    /** The page's content security policy. */
    String policy() {
        return "default-src 'none'; style-src 'sha256-" + hash()
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
