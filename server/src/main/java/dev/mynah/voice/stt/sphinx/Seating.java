package dev.mynah.voice.stt.sphinx;

import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.stt.sphinx.SphinxSpeechToText.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who is being heard and who waits: the meeting point of utterances and workers. Its one lock guards the utterances'
 * buffers too and is never held while decoding. Thread-safe.
 */
final class Seating {
    /** Samples decoded before another utterance gets its turn: 240 ms. */
    private static final int TURN = OpusCodec.LISTEN_RATE * 24 / 100;

    private final Limits limits;
    private final int capacity;
    private final int bufferSamples;
    private final int unhurriedSamples;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Utterance> seated = new ArrayList<>();
    private final List<Utterance> line = new ArrayList<>();
    private @Nullable ProviderException broken;
    private boolean closed;

    Seating(Limits limits) {
        this.limits = limits;
        capacity = limits.workers() * limits.seats() + limits.line();
        bufferSamples = samples(limits.buffer());
        unhurriedSamples = samples(limits.haste().multipliedBy(limits.workers()));
    }

    private static int samples(Duration audio) {
        return Math.toIntExact(audio.toMillis() * OpusCodec.LISTEN_RATE / 1000);
    }

    /** A new utterance, at the end of the line. */
    Utterance open() throws ProviderException {
        lock.lock();
        try {
            if (broken != null) {
                throw broken;
            }
            if (seated.size() + line.size() >= capacity) {
                throw failure(Kind.BUSY, "all " + capacity + " places are taken");
            }
            Utterance utterance = new Utterance(this, bufferSamples);
            line.add(utterance);
            return utterance;
        } finally {
            lock.unlock();
        }
    }

    /** Runs a change of an utterance that workers may be waiting for. */
    void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Frees the utterance's place, seat or line. */
    void leave(Utterance utterance) {
        change(() -> {
            seated.remove(utterance);
            line.remove(utterance);
        });
    }

    /** The next piece of work of a worker, who waits for it; null when there will be none. */
    @Nullable
    Turn next(Worker worker) {
        lock.lock();
        try {
            while (!closed) {
                seat(worker);
                Utterance utterance = mostUrgent(worker);
                if (utterance != null) {
                    return utterance.turn(TURN);
                }
                changed.awaitUninterruptibly();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether utterances should be searched less widely to get through the line. */
    Beams beams() {
        lock.lock();
        try {
            int undecoded = line.stream().mapToInt(Utterance::buffered).sum()
                    + seated.stream().mapToInt(Utterance::buffered).sum();
            boolean hurried = line.stream().anyMatch(Utterance::hasWork) || undecoded > unhurriedSamples;
            return hurried ? Beams.NARROW : Beams.WIDE;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives the line the seats that are free. While all who have one only pause, somebody who has finished need not wait
     * for them to go on: nobody knows when they will.
     */
    private void seat(Worker worker) {
        long free = limits.seats() - seated.stream().filter(worker::serves).count();
        boolean idle = seated.stream().filter(worker::serves).noneMatch(Utterance::hasWork);
        for (Utterance utterance : List.copyOf(line)) {
            if (utterance.hasWork() && (free > 0 || (idle && utterance.isComplete()))) {
                utterance.sitDown(worker);
                line.remove(utterance);
                seated.add(utterance);
                free--;
                idle = false;
            }
        }
    }

    /** Somebody waits for the text of a complete utterance; among the others, the one furthest behind. */
    private @Nullable Utterance mostUrgent(Worker worker) {
        Utterance best = null;
        for (Utterance utterance : seated) {
            if (worker.serves(utterance)
                    && utterance.hasWork()
                    && (best == null || utterance.urgency() > best.urgency())) {
                best = utterance;
            }
        }
        return best;
    }

    /** Fails everything that is here or comes. */
    void fail(ProviderException reason) {
        change(() -> {
            broken = reason;
            List.copyOf(seated).forEach(utterance -> utterance.fail(reason));
            List.copyOf(line).forEach(utterance -> utterance.fail(reason));
        });
    }

    void close() {
        change(() -> closed = true);
        fail(failure(Kind.UNAVAILABLE, "closed"));
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    static ProviderException failure(Kind kind, String message) {
        return new ProviderException(SphinxSpeechToText.NAME, kind, message);
    }

    /**
     * Some audio of one utterance to decode.
     *
     * @param last whether the utterance ends with it
     */
    record Turn(Utterance utterance, short[] samples, boolean last) {}
}
