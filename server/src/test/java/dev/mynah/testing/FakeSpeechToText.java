package dev.mynah.testing;

import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.stt.SpeechToText;
import dev.mynah.voice.stt.Transcript;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A recogniser that hears what the test says it hears. Thread-safe. */
public final class FakeSpeechToText implements SpeechToText {
    /** How one utterance is recognised. */
    @FunctionalInterface
    public interface Hearing {
        String text() throws ProviderException, InterruptedException;
    }

    private final Queue<Hearing> next = new ArrayDeque<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicLong samples = new AtomicLong();
    private volatile String usual = "hello";

    /** What is heard when nothing else was said. */
    public FakeSpeechToText usually(String text) {
        usual = text;
        return this;
    }

    /** What the next utterance gives. */
    public synchronized FakeSpeechToText then(Hearing hearing) {
        next.add(hearing);
        return this;
    }

    /** Utterances being recognised now. */
    public int open() {
        return open.get();
    }

    /** Utterances begun so far. */
    public int opened() {
        return opened.get();
    }

    /** Samples fed so far. */
    public long samples() {
        return samples.get();
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Transcription open(Locale language) {
        open.incrementAndGet();
        opened.incrementAndGet();
        return new Fed();
    }

    private synchronized Hearing hearing() {
        Hearing scripted = next.poll();
        String otherwise = usual;
        return scripted == null ? () -> otherwise : scripted;
    }

    private final class Fed implements Transcription {
        private boolean closed;

        @Override
        public void accept(short[] more) {
            samples.addAndGet(more.length);
        }

        @Override
        public Transcript finish() throws ProviderException, InterruptedException {
            return new Transcript(hearing().text(), name());
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
