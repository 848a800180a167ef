package dev.mynah.voice.audio;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;

/** Opus in pure Java: works everywhere. Thread-safe; its coders are not. */
public final class ConcentusCodec implements OpusCodec {
    private final int complexity;

    /** With the measured default complexity (docs/evidence/audio.md). */
    public ConcentusCodec() {
        this(OpusCodecs.DEFAULT_COMPLEXITY);
    }

    /** @param complexity of encoding, 0 (cheap) to 10 */
    public ConcentusCodec(int complexity) {
        this.complexity = OpusFormat.complexity(complexity);
    }

    @Override
    public String name() {
        return "concentus";
    }

    @Override
    public Decoder decoder() {
        return new ConcentusDecoder();
    }

    @Override
    public Encoder encoder(int sampleRate, int frameMillis) {
        return new ConcentusEncoder(sampleRate, OpusFormat.frameSamples(sampleRate, frameMillis), complexity);
    }

    private static final class ConcentusEncoder implements Encoder {
        private final OpusEncoder encoder;
        private final int frameSamples;
        private final byte[] packet = new byte[OpusFormat.MAX_PACKET_BYTES];
        private boolean closed;

        ConcentusEncoder(int sampleRate, int frameSamples, int complexity) {
            this.frameSamples = frameSamples;
            try {
                encoder = new OpusEncoder(sampleRate, 1, OpusApplication.OPUS_APPLICATION_VOIP);
            } catch (OpusException refused) {
                throw new IllegalArgumentException("concentus refuses " + sampleRate + " Hz", refused);
            }
            encoder.setUseVBR(true);
            encoder.setUseDTX(false);
            encoder.setComplexity(complexity);
        }

        @Override
        public int frameSamples() {
            return frameSamples;
        }

        @Override
        public byte[] encode(short[] frame) {
            requireOpen(closed);
            OpusFormat.requireFrame(frame, frameSamples);
            try {
                int length = encoder.encode(frame, 0, frameSamples, packet, 0, packet.length);
                return Arrays.copyOf(packet, length);
            } catch (OpusException impossible) {
                throw new IllegalStateException("concentus could not encode a whole frame", impossible);
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    static void requireOpen(boolean closed) {
        if (closed) {
            throw new IllegalStateException("coder is closed");
        }
    }
}
