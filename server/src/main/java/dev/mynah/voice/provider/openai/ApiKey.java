package dev.mynah.voice.provider.openai;

/**
 * A secret that opens a provider. Its text form hides it, so that it cannot reach a log by accident. Immutable.
 *
 * @param secret empty when the provider asks for none, as servers at home often do
 */
public record ApiKey(String secret) {
    /** No key: no {@code Authorization} header is sent. */
    public static final ApiKey NONE = new ApiKey("");

    private static final String HIDDEN = "***";

    public ApiKey {
        secret = secret.strip();
    }

    public boolean present() {
        return !secret.isEmpty();
    }

    /** The text without the secret, for words that a provider sent back. */
    public String removedFrom(String text) {
        return present() ? text.replace(secret, HIDDEN) : text;
    }

    @Override
    public String toString() {
        return present() ? HIDDEN : "none";
    }
}
