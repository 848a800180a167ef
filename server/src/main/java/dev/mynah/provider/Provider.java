package dev.mynah.provider;

import dev.mynah.voice.provider.Stage;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service that speaks the OpenAI wire. Immutable.
 *
 * @param uses what it is asked for
 * @param place in the order in which providers are asked, from 0
 * @param sealedKey the key as it is stored; null when the service needs none
 * @param version grows with every change
 */
public record Provider(
        String id,
        Setup setup,
        Set<Stage> uses,
        boolean enabled,
        int place,
        @Nullable String sealedKey,
        long version) {
    public Provider {
        uses = Set.copyOf(uses);
    }

    /**
     * Where it is and what it is asked with.
     *
     * @param name for people, logs and metrics; unique
     * @param baseUrl where its interface begins
     * @param chatModel empty unless it answers
     * @param recognitionModel empty unless it recognises speech
     * @param speechModel empty unless it speaks
     * @param visionModel empty unless it sees
     * @param voice which of its voices speaks
     * @param timeout longest silence before the next provider takes over
     */
    public record Setup(
            String name,
            String baseUrl,
            String chatModel,
            String recognitionModel,
            String speechModel,
            String visionModel,
            String voice,
            Duration timeout) {
        /** The model for a use. */
        public String model(Stage use) {
            return switch (use) {
                case RECOGNITION -> recognitionModel;
                case CHAT -> chatModel;
                case SPEECH -> speechModel;
                case VISION -> visionModel;
            };
        }
    }

    public String name() {
        return setup.name();
    }

    Provider at(int newPlace) {
        return new Provider(id, setup, uses, enabled, newPlace, sealedKey, version + 1);
    }
}
