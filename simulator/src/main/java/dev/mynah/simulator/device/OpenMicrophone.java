package dev.mynah.simulator.device;

import dev.mynah.simulator.audio.Microphone;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The microphone of one device: while open, a packet goes out every 60 ms on the world's timer - the next of what is
 * being said, else the quiet of the room. Thread-safe.
 */
final class OpenMicrophone {
    private static final int PERIOD_MILLIS = 60;
    private static final List<byte[]> ROOM = Microphone.silence(50, new Random(7));

    private final World world;
    private final boolean ambient;
    private final Sink sink;
    private final Deque<Microphone.Utterance> utterances = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ScheduledFuture<?> ticking;
    private int position;
    private int roomPosition;

    /** Where packets go; called on the timer's thread. */
    interface Sink {
        /** The next packet. */
        void packet(byte[] packet);

        /** The packet just sent was the last that holds speech. */
        void speechEnded();

        /** The utterance has been sent with the silence after it. */
        void utteranceEnded();
    }

    private record Step(byte @Nullable [] packet, boolean speechEnded, boolean utteranceEnded) {}

    OpenMicrophone(World world, boolean ambient, Sink sink) {
        this.world = world;
        this.ambient = ambient;
        this.sink = sink;
    }

    /** Queues words; they are sent as soon as the microphone is open. */
    void say(Microphone.Utterance utterance) {
        lock.lock();
        try {
            utterances.add(utterance);
        } finally {
            lock.unlock();
        }
    }

    void open() {
        lock.lock();
        try {
            if (ticking == null && !world.timer().isShutdown()) {
                ticking = world.timer().scheduleAtFixedRate(this::tick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes it; what was being said is lost, what is queued after it stays. */
    void close() {
        lock.lock();
        try {
            if (ticking != null) {
                ticking.cancel(false);
                ticking = null;
            }
            if (position > 0) {
                utterances.poll();
                position = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    private void tick() {
        Step step = next();
        byte[] packet = step.packet();
        if (packet != null) {
            sink.packet(packet);
        }
        if (step.speechEnded()) {
            sink.speechEnded();
        }
        if (step.utteranceEnded()) {
            sink.utteranceEnded();
        }
    }

    private Step next() {
        lock.lock();
        try {
            if (ticking == null) {
                return new Step(null, false, false);
            }
            Microphone.Utterance saying = utterances.peek();
            return saying == null || saying.packets().isEmpty() ? room() : word(saying);
        } finally {
            lock.unlock();
        }
    }

    private Step word(Microphone.Utterance saying) {
        byte[] packet = saying.packets().get(position);
        position++;
        boolean ended = position == saying.packets().size();
        boolean silent = position == Math.max(1, saying.spokenPackets());
        if (ended) {
            utterances.poll();
            position = 0;
        }
        return new Step(packet, silent, ended);
    }

    private Step room() {
        if (!ambient) {
            return new Step(null, false, false);
        }
        roomPosition = (roomPosition + 1) % ROOM.size();
        return new Step(ROOM.get(roomPosition), false, false);
    }
}
