package dev.mynah.transport.udp;

import dev.mynah.protocol.audio.UdpCipher;
import dev.mynah.protocol.audio.UdpPacket;
import dev.mynah.support.Scheduler;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Audio on its way to a device. Thread-safe, never waits.
 *
 * <p>A device sends nothing before it has something to say, so where it is may be known later than what it shall play
 * (firmware wire contract §5.2). Until then packets are kept, the newest of them when there are too many; then they follow
 * a little faster than they play, because devices do not survive a burst (§7).
 */
final class Downlink {
    /** As many as a device's own queue takes (§7). */
    static final int MAX_KEPT = 40;

    /** Faster than the 60 ms they play, slow enough for the smallest device. */
    static final Duration CATCHING_UP = Duration.ofMillis(45);

    /**
     * Bytes 1 of the two directions must differ, or both would be encrypted with the same key stream (§5.3); devices do not
     * look at it.
     */
    private static final int FLAGS = 0x01;

    private static final long LAST_SEQUENCE = 0xFFFF_FFFFL;

    /** Sends datagrams without waiting. */
    interface Wire {
        /** False when there is no room. */
        boolean send(ByteBuffer datagram, SocketAddress to);
    }

    private record Packet(byte[] opus, long timestampMillis) {}

    private final int ssrc;
    private final UdpCipher cipher;
    private final Wire wire;
    private final Scheduler scheduler;
    private final UdpCounts counts;
    private final ByteBuffer datagram = ByteBuffer.allocate(UdpPacket.MAX_DATAGRAM);
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Packet> kept = new ArrayDeque<>();
    private @Nullable SocketAddress device;
    private Scheduler.@Nullable Cancellable next;
    private long sequence;
    private long timestamp = -1;
    private boolean closed;

    Downlink(int ssrc, UdpCipher cipher, Wire wire, Scheduler scheduler, UdpCounts counts) {
        this.ssrc = ssrc;
        this.cipher = cipher;
        this.wire = wire;
        this.scheduler = scheduler;
        this.counts = counts;
    }

    boolean send(byte[] opus, long timestampMillis) {
        lock.lock();
        try {
            if (closed || sequence == LAST_SEQUENCE) {
                return false;
            }
            if (device != null && kept.isEmpty()) {
                return put(opus, timestampMillis);
            }
            if (kept.size() == MAX_KEPT) {
                kept.removeFirst();
                counts.heldTooLong.increment();
            }
            kept.addLast(new Packet(opus, timestampMillis));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The device was heard, for the first time or at another place. */
    void deviceIsAt(SocketAddress address) {
        lock.lock();
        try {
            device = address;
            if (next == null && !closed) {
                catchUp();
            }
        } finally {
            lock.unlock();
        }
    }

    void forgetKept() {
        lock.lock();
        try {
            kept.clear();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            kept.clear();
            if (next != null) {
                next.cancel();
                next = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void catchUp() {
        Packet packet = kept.poll();
        if (packet == null) {
            return;
        }
        put(packet.opus(), packet.timestampMillis());
        if (!kept.isEmpty()) {
            next = scheduler.at(scheduler.nanoTime() + CATCHING_UP.toNanos(), this::nextOne);
        }
    }

    private void nextOne() {
        lock.lock();
        try {
            next = null;
            if (!closed) {
                catchUp();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Time stamps grow strictly: together with the sequence they keep the key stream from ever repeating. */
    private boolean put(byte[] opus, long timestampMillis) {
        SocketAddress to = device;
        if (to == null || opus.length == 0 || opus.length > UdpPacket.MAX_DATAGRAM - UdpPacket.HEADER) {
            return false;
        }
        timestamp = Math.max(timestampMillis, timestamp + 1);
        sequence++;
        cipher.seal(FLAGS, ssrc, timestamp, sequence, opus, datagram);
        boolean sent = wire.send(datagram, to);
        (sent ? counts.sent : counts.congested).increment();
        return sent;
    }
}
