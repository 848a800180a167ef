package dev.mynah.voice.audio;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opus by the system's libopus. Thread-safe. Its coders may move between threads; calls on one coder exclude each
 * other, so that closing it cannot pull the memory from under a running call.
 */
public final class LibopusCodec implements OpusCodec {
    /** Coders that hold native memory now: a leak shows here. */
    private static final AtomicInteger OPEN = new AtomicInteger();

    private final Libopus opus;
    private final int complexity;

    private LibopusCodec(Libopus opus, int complexity) {
        this.opus = opus;
        this.complexity = OpusFormat.complexity(complexity);
    }

    /** The system's libopus at the default complexity; empty when it has none. */
    public static Optional<LibopusCodec> find() {
        return find(OpusCodecs.DEFAULT_COMPLEXITY);
    }

    /**
     * The system's libopus; empty when it has none.
     *
     * @param complexity of encoding, 0 (cheap) to 10
     */
    public static Optional<LibopusCodec> find(int complexity) {
        return Libopus.load().map(opus -> new LibopusCodec(opus, complexity));
    }

    /** Coders of this process that are open now. */
    public static int openCoders() {
        return OPEN.get();
    }

    @Override
    public String name() {
        return opus.version();
    }

    @Override
    public Decoder decoder() {
        return new NativeDecoder(opus);
    }

    @Override
    public Encoder encoder(int sampleRate, int frameMillis) {
        return new NativeEncoder(opus, sampleRate, OpusFormat.frameSamples(sampleRate, frameMillis), complexity);
    }

    private static final class NativeDecoder implements Decoder {
        private final Libopus opus;
        private final MemorySegment state;
        private boolean closed;

        NativeDecoder(Libopus opus) {
            this.opus = opus;
            this.state = opus.newDecoder(LISTEN_RATE);
            OPEN.incrementAndGet();
        }

        @Override
        public synchronized short[] decode(byte[] packet) throws CorruptPacketException {
            requireOpen(closed);
            if (packet.length == 0) {
                return new short[0];
            }
            int expected = OpusPacket.check(packet) / 3;
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, packet);
                MemorySegment out = arena.allocate(ValueLayout.JAVA_SHORT, expected);
                int count = opus.decode(state, in, packet.length, out, expected);
                if (count < 0) {
                    throw new CorruptPacketException("libopus: error " + count);
                }
                return out.asSlice(0, 2L * count).toArray(ValueLayout.JAVA_SHORT);
            }
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                opus.freeDecoder(state);
                OPEN.decrementAndGet();
            }
        }
    }

    private static final class NativeEncoder implements Encoder {
        private final Libopus opus;
        private final MemorySegment state;
        private final int frameSamples;
        private boolean closed;

        NativeEncoder(Libopus opus, int sampleRate, int frameSamples, int complexity) {
            this.opus = opus;
            this.frameSamples = frameSamples;
            this.state = opus.newEncoder(sampleRate, complexity);
            OPEN.incrementAndGet();
        }

        @Override
        public int frameSamples() {
            return frameSamples;
        }

        @Override
        public synchronized byte[] encode(short[] frame) {
            requireOpen(closed);
            OpusFormat.requireFrame(frame, frameSamples);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_SHORT, frame);
                MemorySegment out = arena.allocate(OpusFormat.MAX_PACKET_BYTES);
                int length = opus.encode(state, in, frameSamples, out, OpusFormat.MAX_PACKET_BYTES);
                if (length < 0) {
                    throw new IllegalStateException("libopus could not encode a whole frame: error " + length);
                }
                return out.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
            }
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                opus.freeEncoder(state);
                OPEN.decrementAndGet();
            }
        }
    }

    private static void requireOpen(boolean closed) {
        if (closed) {
            throw new IllegalStateException("coder is closed");
        }
    }
}
