package dev.mynah.protocol.mqtt.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds packets in a stream of bytes (MQTT 5.0 §2.1). Holds nothing between packets, and of an incomplete one only what has
 * come: what it claims to become costs nothing. Not thread-safe.
 */
public final class PacketFramer {
    private static final byte[] NOTHING = {};
    private static final int MAX_HEADER = 5;

    private final Sink sink;
    private int limit;
    private byte[] pending = NOTHING;
    private int held;
    private boolean stopped;

    /** Takes packets. */
    @FunctionalInterface
    public interface Sink {
        /**
         * A whole packet.
         *
         * @param body valid only during the call
         */
        void packet(int firstByte, ByteBuffer body);
    }

    /** @param limit on what follows a packet's length, in bytes */
    public PacketFramer(int limit, Sink sink) {
        this.limit = limit;
        this.sink = sink;
    }

    /** From now on packets may be so long. */
    public void limit(int newLimit) {
        limit = newLimit;
    }

    /** Nothing more is given to the sink, also not of what is being fed. */
    public void stop() {
        stopped = true;
        pending = NOTHING;
        held = 0;
    }

    /**
     * Takes what was received.
     *
     * @throws MqttFormatException when no packet can be found from here on
     */
    public void feed(ByteBuffer received) throws MqttFormatException {
        while (received.hasRemaining() && !stopped) {
            if (held > 0 ? !complete(received) : !whole(received)) {
                return;
            }
        }
    }

    /** A packet that lies wholly in what was received is not copied; false when the rest is kept for later. */
    private boolean whole(ByteBuffer received) throws MqttFormatException {
        int header = header(received, received.position(), received.limit());
        int length = header < 0 ? 0 : length(received, received.position());
        if (header < 0 || received.remaining() < header + length) {
            keep(received, received.remaining());
            return false;
        }
        int firstByte = Byte.toUnsignedInt(received.get(received.position()));
        ByteBuffer body = received.slice(received.position() + header, length);
        received.position(received.position() + header + length);
        sink.packet(firstByte, body);
        return true;
    }

    /** Adds to the packet that was begun; false when it is still not complete. */
    private boolean complete(ByteBuffer received) throws MqttFormatException {
        ByteBuffer begun = ByteBuffer.wrap(pending);
        int header = header(begun, 0, held);
        while (header < 0) {
            if (!received.hasRemaining()) {
                return false;
            }
            keep(received, 1);
            begun = ByteBuffer.wrap(pending);
            header = header(begun, 0, held);
        }
        int total = header + length(begun, 0);
        keep(received, Math.min(received.remaining(), total - held));
        if (held < total) {
            return false;
        }
        byte[] packet = pending;
        pending = NOTHING;
        held = 0;
        sink.packet(
                Byte.toUnsignedInt(packet[0]),
                ByteBuffer.wrap(packet, header, total - header).slice());
        return true;
    }

    private void keep(ByteBuffer received, int count) {
        if (held + count > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(held + count, 2 * held));
        }
        received.get(pending, held, count);
        held += count;
    }

    /** How many bytes the type and the length take; -1 when they are not all there. */
    private int header(ByteBuffer bytes, int from, int to) throws MqttFormatException {
        for (int i = 1; i < MAX_HEADER; i++) {
            if (from + i >= to) {
                return -1;
            }
            if (bytes.get(from + i) >= 0) {
                int length = length(bytes, from);
                if (length > limit) {
                    throw MqttFormatException.tooLong(length, limit);
                }
                return i + 1;
            }
        }
        throw MqttFormatException.malformed("a length of more than four bytes");
    }

    private static int length(ByteBuffer bytes, int from) {
        int length = 0;
        int shift = 0;
        int at = from;
        byte next;
        do {
            next = bytes.get(++at);
            length |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return length;
    }
}
