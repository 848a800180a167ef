package dev.mynah.voice.stt.sphinx;

import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.stt.sphinx.Seating.Turn;
import dev.mynah.voice.tts.freetts.FreeTtsTextToSpeech;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that owns models and decodes utterances with them, turn by turn. */
final class Worker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final String WARM_UP = "what time is it, turn on the light and tell me what you can do for me today";

    private final String grammar;
    private final Seating seating;
    private final RandomGenerator dither;
    private final Runnable loaded;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Map<Utterance, Decoding> decodings = new HashMap<>();
    private @Nullable Models models;
    private long frames;

    /** @param loaded called on the worker's thread before it decodes */
    Worker(String grammar, Seating seating, RandomGenerator dither, Runnable loaded) {
        this.grammar = grammar;
        this.seating = seating;
        this.dither = dither;
        this.loaded = loaded;
    }

    /** Completes when the worker can decode, or with the reason why it never will. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    boolean serves(Utterance utterance) {
        return utterance.worker() == this;
    }

    @Override
    public void run() {
        try {
            warmUp();
            loaded.run();
            ready.complete(null);
        } catch (IOException | ProviderException | InterruptedException | RuntimeException | Error failed) {
            LOG.error("the built-in recogniser cannot start", failed);
            ready.completeExceptionally(failed);
            seating.fail(new ProviderException(
                    SphinxSpeechToText.NAME, Kind.UNAVAILABLE, "the models could not be loaded", failed));
            return;
        }
        for (Turn turn = seating.next(this); turn != null; turn = seating.next(this)) {
            take(turn);
        }
    }

    /** Loads, and runs everything once so that the first speaker does not wait for the compiler. */
    private void warmUp() throws IOException, ProviderException, InterruptedException {
        models = Models.load(grammar);
        Decoding decoding = decoding(Beams.WIDE);
        new FreeTtsTextToSpeech(1).synthesize(WARM_UP, Locale.US, (samples, rate) -> decoding.add(samples));
        decoding.end();
    }

    private void take(Turn turn) {
        Utterance utterance = turn.utterance();
        try {
            Decoding decoding = decodings.get(utterance);
            if (decoding == null) {
                decoding = decoding(seating.beams());
                decodings.put(utterance, decoding);
            }
            decoding.add(turn.samples());
            if (turn.last() && !utterance.isOver()) {
                utterance.heard(decoding.end().text());
            }
        } catch (IOException | RuntimeException | Error failed) {
            // The library throws errors for odd input; they end this utterance, not the worker.
            LOG.warn("an utterance could not be decoded", failed);
            utterance.fail(failed);
        }
        decodings.keySet().removeIf(Utterance::isOver);
    }

    private Decoding decoding(Beams beams) throws IOException {
        return new Decoding(Objects.requireNonNull(models), beams, dither, () -> frames++);
    }
}
