package dev.mynah.config;

import java.util.Locale;

/** The interfaces a provider can offer. */
public enum ProviderKind {
    /** The HTTP interface of OpenAI, which most services and local model servers offer too. */
    OPENAI;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
