package dev.mynah.voice.stt.sphinx;

import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.stt.SpeechToText.Transcription;
import dev.mynah.voice.stt.Transcript;
import dev.mynah.voice.stt.sphinx.Seating.Turn;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One utterance's audio on its way to a worker, and its text on the way back. Guarded by the lock of its seating. */
final class Utterance implements Transcription {
    private static final int MOST_URGENT = Integer.MAX_VALUE;

    private final Seating seating;
    private final int limit;
    private final CompletableFuture<Transcript> result = new CompletableFuture<>();
    private short[] buffer = new short[4096];
    private int buffered;
    private boolean begun;
    private boolean complete;
    private @Nullable Worker worker;

    Utterance(Seating seating, int limit) {
        this.seating = seating;
        this.limit = limit;
    }

    @Override
    public void accept(short[] samples) {
        seating.change(() -> {
            if (complete || result.isDone() || samples.length == 0) {
                return;
            }
            begun = true;
            if (buffered + samples.length > limit) {
                fail(Seating.failure(Kind.BUSY, "decoding lags too far behind the speaker"));
                return;
            }
            if (buffered + samples.length > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, buffered + samples.length));
            }
            System.arraycopy(samples, 0, buffer, buffered, samples.length);
            buffered += samples.length;
        });
    }

    @Override
    public Transcript finish() throws ProviderException, InterruptedException {
        seating.change(() -> {
            complete = true;
            if (!begun) {
                // It needs no worker, and must not wait for those who keep theirs while they think of the next word.
                heard("");
            }
        });
        try {
            return result.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ProviderException reason) {
                throw reason;
            }
            throw new ProviderException(SphinxSpeechToText.NAME, Kind.UNAVAILABLE, "the recogniser failed", failed);
        }
    }

    @Override
    public void close() {
        fail(Seating.failure(Kind.UNAVAILABLE, "the utterance was closed"));
    }

    /** Hands back the text. */
    void heard(String text) {
        result.complete(new Transcript(text, SphinxSpeechToText.NAME));
        seating.leave(this);
    }

    /** Gives up; does nothing when the text is there already. */
    void fail(Throwable reason) {
        result.completeExceptionally(reason);
        seating.leave(this);
        buffered = 0;
    }

    /** Whether nobody wants the text any more. */
    boolean isOver() {
        return result.isDone();
    }

    void sitDown(Worker worker) {
        this.worker = worker;
    }

    @Nullable
    Worker worker() {
        return worker;
    }

    int buffered() {
        return buffered;
    }

    /** Whether all of it is here. */
    boolean isComplete() {
        return complete;
    }

    boolean hasWork() {
        return buffered > 0 || complete;
    }

    int urgency() {
        return complete ? MOST_URGENT - buffered : buffered;
    }

    /** Takes the next samples, at most so many. */
    Turn turn(int most) {
        int taken = Math.min(most, buffered);
        short[] samples = Arrays.copyOf(buffer, taken);
        System.arraycopy(buffer, taken, buffer, 0, buffered - taken);
        buffered -= taken;
        return new Turn(this, samples, complete && buffered == 0);
    }
}
