package dev.mynah.voice.stt.sphinx;

import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.stt.SpeechToText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/**
 * Recognises US English inside this process. Sentences of the grammar are heard reliably; anything else as well as a
 * free vocabulary can, which for a quiet room and short phrases is well.
 *
 * <p>Audio is decoded while it arrives, so that the text of an utterance is there some milliseconds after its end. Each
 * worker is one thread that loads its own models (about 190 MB of heap, some 3 s) and takes turns between the utterances
 * at its seats; more utterances wait in line with their audio buffered, and beyond that line {@link #open} answers
 * {@link Kind#BUSY}. While somebody waits, utterances are searched less widely. Nothing is loaded before {@link #warm}
 * or the first utterance, which then waits for it. Thread-safe.
 */
public final class SphinxSpeechToText implements SpeechToText, AutoCloseable {
    static final String NAME = "sphinx";
    private static final Duration LONGEST_LOAD = Duration.ofSeconds(20);

    private final String grammar;
    private final Limits limits;
    private final ThreadFactory threads;
    private final Runnable loaded;
    private final RandomGenerator random;
    private final Seating seating;
    private final List<Thread> workers = new ArrayList<>();
    private CompletableFuture<Void> warm = new CompletableFuture<>();

    /**
     * How much is taken on at once.
     *
     * @param workers threads that decode, each with its own models
     * @param seats utterances that one worker decodes in turns
     * @param line utterances that may wait for a seat
     * @param buffer how far decoding may lag behind an utterance before that utterance fails
     * @param haste undecoded audio a worker from which on new utterances are searched less widely
     */
    public record Limits(int workers, int seats, int line, Duration buffer, Duration haste) {
        /**
         * Two seats a worker, because each utterance under way holds megabytes that the collector must copy; 38 in line,
         * 30 s of audio buffered, and haste from 2 s on.
         */
        public static Limits of(int workers) {
            return new Limits(workers, 2, 38, Duration.ofSeconds(30), Duration.ofSeconds(2));
        }
    }

    /**
     * @param grammar JSGF text whose public rules are the commands
     * @param threads makes the workers' threads; they are busy for long and should be platform threads
     * @param loaded called by each worker's thread between loading, which others may wait for, and decoding, which may
     *     give way to more urgent work
     * @param random seeds the noise of two units that keeps digital silence from being heard as words
     */
    public SphinxSpeechToText(
            String grammar, Limits limits, ThreadFactory threads, Runnable loaded, RandomGenerator random) {
        this.grammar = grammar;
        this.limits = limits;
        this.threads = threads;
        this.loaded = loaded;
        this.random = random;
        seating = new Seating(limits);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Transcription open(Locale language) throws ProviderException {
        warm();
        return seating.open();
    }

    /**
     * Loads the models in the background and decodes a sentence with each. Completes when every worker is ready;
     * completes with the failure when one cannot be, and then every utterance fails as {@link Kind#UNAVAILABLE}.
     */
    public synchronized CompletableFuture<Void> warm() {
        if (workers.isEmpty() && !seating.isClosed()) {
            List<CompletableFuture<Void>> ready = new ArrayList<>();
            for (int i = 0; i < limits.workers(); i++) {
                Worker worker = new Worker(grammar, seating, new SplittableRandom(random.nextLong()), loaded);
                ready.add(worker.ready());
                Thread thread = threads.newThread(worker);
                workers.add(thread);
                thread.start();
            }
            warm = CompletableFuture.allOf(ready.toArray(CompletableFuture<?>[]::new));
        }
        return warm.copy();
    }

    /** Ends the workers and fails what they still had to hear. Waits until their threads are gone. */
    @Override
    public void close() {
        List<Thread> ending;
        synchronized (this) {
            seating.close();
            warm.completeExceptionally(Seating.failure(Kind.UNAVAILABLE, "closed"));
            ending = List.copyOf(workers);
        }
        try {
            for (Thread thread : ending) {
                thread.join(LONGEST_LOAD);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
