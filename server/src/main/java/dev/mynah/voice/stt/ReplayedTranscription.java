package dev.mynah.voice.stt;

import dev.mynah.voice.provider.ProviderChain;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One utterance in a chain of recognisers. One thread feeds and finishes it; any thread may close it, and then a
 * recogniser that is opened meanwhile is closed too.
 */
final class ReplayedTranscription implements SpeechToText.Transcription {
    /** Recognisers are replayed to in the pieces they are fed live: 60 ms. */
    private static final int PIECE = HeardAudio.RATE * 60 / 1000;

    private record Hearing(ProviderChain<SpeechToText>.Trial trial, SpeechToText.Transcription transcription) {}

    private final Iterator<ProviderChain<SpeechToText>.Trial> trials;
    private final Locale language;
    private final LongSupplier nanoTime;
    private final HeardAudio audio = new HeardAudio();
    private final AtomicBoolean judged = new AtomicBoolean();
    private volatile Hearing hearing;
    private volatile boolean closed;

    ReplayedTranscription(Iterator<ProviderChain<SpeechToText>.Trial> trials, Locale language, LongSupplier nanoTime)
            throws ProviderException {
        this.trials = trials;
        this.language = language;
        this.nanoTime = nanoTime;
        this.hearing = next(null);
    }

    /** Opens the next recogniser that can be opened. */
    private Hearing next(@Nullable ProviderException before) throws ProviderException {
        ProviderException last = before;
        while (trials.hasNext()) {
            var trial = trials.next();
            try {
                return new Hearing(trial, trial.provider().open(language));
            } catch (ProviderException e) {
                last = e;
            } catch (RuntimeException e) {
                last = trial.defect(e);
            }
            trial.failed(last);
        }
        throw last == null ? new ProviderException("recognition", Kind.UNAVAILABLE, "no recogniser is there") : last;
    }

    @Override
    public void accept(short[] samples) {
        audio.add(samples);
        hearing.transcription.accept(samples);
    }

    @Override
    public Transcript finish() throws ProviderException, InterruptedException {
        while (true) {
            ProviderException failure;
            long begun = nanoTime.getAsLong();
            try {
                Transcript transcript = hearing.transcription.finish();
                judged.set(true);
                hearing.trial.succeeded(nanoTime.getAsLong() - begun);
                return transcript;
            } catch (ProviderException e) {
                failure = e;
            } catch (RuntimeException e) {
                failure = hearing.trial.defect(e);
            }
            fall(failure);
        }
    }

    private void fall(ProviderException failure) throws ProviderException {
        judged.set(true);
        hearing.trial.failed(failure);
        hearing.transcription.close();
        hearing = next(failure);
        judged.set(false);
        if (closed) {
            close();
            throw failure;
        }
        short[] heard = audio.samples();
        for (int from = 0; from < heard.length; from += PIECE) {
            hearing.transcription.accept(Arrays.copyOfRange(heard, from, Math.min(heard.length, from + PIECE)));
        }
    }

    @Override
    public void close() {
        closed = true;
        Hearing last = hearing;
        last.transcription.close();
        if (judged.compareAndSet(false, true)) {
            last.trial.abandoned();
        }
        audio.clear();
    }
}
