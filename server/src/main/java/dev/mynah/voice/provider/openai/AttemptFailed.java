package dev.mynah.voice.provider.openai;

import dev.mynah.voice.provider.ProviderException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request failed; says whether asking once more, after a pause, may help. */
public final class AttemptFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final ProviderException failure;
    private final @Nullable Duration pause;

    private AttemptFailed(ProviderException failure, @Nullable Duration pause) {
        super(failure);
        this.failure = failure;
        this.pause = pause;
    }

    /** The same request would fail again, or there is no time for it. */
    public static AttemptFailed lasting(ProviderException failure) {
        return new AttemptFailed(failure, null);
    }

    /** The same request may do a moment later. */
    public static AttemptFailed passing(ProviderException failure, Duration pause) {
        return new AttemptFailed(failure, pause);
    }

    /** What the caller is told when this was the last attempt. */
    public ProviderException failure() {
        return failure;
    }

    /** Waits before another attempt; false when another attempt makes no sense. */
    public boolean anotherAttempt(Patience patience) throws InterruptedException {
        return pause != null && patience.pause(pause);
    }
}
