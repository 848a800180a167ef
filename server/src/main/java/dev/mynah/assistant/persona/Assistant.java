package dev.mynah.assistant.persona;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody devices talk with. Immutable.
 *
 * @param prompt what the language model is told before every conversation; empty for nothing
 * @param language a language tag, or {@code auto} for that of the device
 * @param preferred whether devices talk with this one unless they were given another
 * @param version grows with every change
 */
public record Assistant(
        String id, String name, String prompt, String language, boolean preferred, Instant changedAt, long version) {
    /** As the device speaks. */
    public static final String AUTO = "auto";

    /** The language it always speaks, if it does. */
    public Optional<Locale> spoken() {
        return language.equals(AUTO) ? Optional.empty() : Optional.of(Locale.forLanguageTag(language));
    }
}
