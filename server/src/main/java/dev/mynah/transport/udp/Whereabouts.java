package dev.mynah.transport.udp;

import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a device's datagrams come from, and so where its audio goes. Confined to the reading thread but for
 * {@link #address}.
 *
 * <p>Packets carry no proof of who sent them, so an address is believed by plausibility. The first address is that of the
 * first packet with the session's number, which cannot be guessed. Another one is followed - a NAT gives a device a new
 * port when it likes - only after several packets in a row that decrypt to what this device has been sending, while the
 * known address stays silent: whoever merely saw or guessed the session's number does not get the device's audio, and while
 * the device speaks nobody does.
 */
final class Whereabouts {
    /** Packets in a row that make another address believed. */
    static final int PROOF = 3;

    /** Packets that may get lost between two: gaps are the rule on Wi-Fi. */
    static final long MAX_GAP = 100;

    /**
     * Nonsense from elsewhere after which nobody is followed any more. Decrypted with a wrong key one packet in 80 has the
     * usual form; so three in a row stay a matter of luck nobody has.
     */
    static final int MAX_FAILURES = 256;

    /** What may get lost in addition while nothing arrives: two packets in the time of one. */
    private static final int PACKETS_PER_FRAME = 2;

    private final long frameNanos;
    private volatile @Nullable SocketAddress address;
    private long last;
    private long heardAt;
    private @Nullable SocketAddress other;
    private long otherLast;
    private int proof;
    private int failures;

    /** What becomes of a packet. */
    enum Verdict {
        /** It is the device's. */
        TAKE,
        /** It may turn out to be the device's. */
        HOLD,
        /** It is old, too far ahead, or not what the device sends. */
        DROP
    }

    /**
     * @param frame the time between two packets
     * @param now when the session began
     */
    Whereabouts(Duration frame, long now) {
        this.frameNanos = frame.toNanos();
        this.heardAt = now;
    }

    /** Where audio goes; null until the device was heard. Any thread may ask. */
    @Nullable
    SocketAddress address() {
        return address;
    }

    /** Whether the packet's number may be the next; nothing older is worth decrypting. */
    boolean inOrder(long sequence, long now) {
        return sequence > last && sequence - last <= MAX_GAP + PACKETS_PER_FRAME * ((now - heardAt) / frameNanos);
    }

    /**
     * Decides on a packet that is in order.
     *
     * @param decodable it decrypts to a packet a decoder would take
     * @param usual and has the form of those taken before
     */
    Verdict judge(SocketAddress from, long sequence, boolean decodable, boolean usual, long now) {
        SocketAddress known = address;
        if (known == null || known.equals(from)) {
            return decodable ? take(from, sequence, now) : Verdict.DROP;
        }
        if (!usual) {
            failures++;
            other = null;
            return Verdict.DROP;
        }
        return failures < MAX_FAILURES ? prove(from, sequence, now) : Verdict.DROP;
    }

    private Verdict prove(SocketAddress from, long sequence, long now) {
        if (!from.equals(other)) {
            other = from;
            proof = 0;
        } else if (sequence <= otherLast) {
            return Verdict.DROP;
        }
        otherLast = sequence;
        proof++;
        return proof < PROOF ? Verdict.HOLD : take(from, sequence, now);
    }

    private Verdict take(SocketAddress from, long sequence, long now) {
        if (!from.equals(address)) {
            address = from;
        }
        other = null;
        last = sequence;
        heardAt = now;
        return Verdict.TAKE;
    }
}
