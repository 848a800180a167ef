package dev.mynah.api;

/** Writes text into pages. Stateless. */
final class Html {
    private Html() {}

    /** Text so that it is shown as it is, between tags and in attributes. */
    static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
