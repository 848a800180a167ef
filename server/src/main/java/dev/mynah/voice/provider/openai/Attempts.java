package dev.mynah.voice.provider.openai;

import dev.mynah.voice.provider.ProviderException;

/** Makes one more attempt where that may help and time allows it. */
public final class Attempts {
    private Attempts() {}

    /** One attempt at an answer. One that has already handed something on must fail lastingly. */
    @FunctionalInterface
    public interface Attempt<T> {
        T run() throws AttemptFailed, InterruptedException;
    }

    /** At most two attempts within the same patience. */
    public static <T> T atMostTwo(Patience patience, Attempt<T> attempt)
            throws ProviderException, InterruptedException {
        try {
            return attempt.run();
        } catch (AttemptFailed first) {
            if (!first.anotherAttempt(patience)) {
                throw first.failure();
            }
        }
        try {
            return attempt.run();
        } catch (AttemptFailed second) {
            throw second.failure();
        }
    }
}
