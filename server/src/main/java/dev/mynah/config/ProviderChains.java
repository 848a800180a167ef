package dev.mynah.config;

import java.util.List;
import java.util.Map;

/**
 * Who answers, recognises and speaks: names in order, where the next takes over when one fails. Every name is
 * {@link #LOCAL} or has settings. Immutable.
 *
 * @param vision who sees; may be empty, and never names {@link #LOCAL}
 * @param byName settings of every provider, used or not
 */
public record ProviderChains(
        List<String> chat,
        List<String> recognition,
        List<String> synthesis,
        List<String> vision,
        Map<String, ProviderSettings> byName) {
    /** The name of what is built in and needs neither network nor key. */
    public static final String LOCAL = "local";

    public ProviderChains {
        chat = List.copyOf(chat);
        recognition = List.copyOf(recognition);
        synthesis = List.copyOf(synthesis);
        vision = List.copyOf(vision);
        byName = Map.copyOf(byName);
    }
}
