package dev.mynah.config;

import java.util.List;

/**
 * How the text given for a key becomes a value. Immutable and thread-safe.
 *
 * @param <T> what the program works with
 */
interface ValueType<T> {
    /** What may be written, in words that end a sentence: {@code a whole number from 0 to 3}. */
    String allowed();

    /** Whether several values may be given, as a YAML list or separated by commas. */
    boolean list();

    /**
     * Reads the text; a type that is no list gets exactly one item.
     *
     * @throws IllegalArgumentException when the text is not {@link #allowed}; its message is not shown
     */
    T parse(List<String> items);

    /** Whether the text must not be shown in messages. */
    default boolean secret() {
        return false;
    }
}
