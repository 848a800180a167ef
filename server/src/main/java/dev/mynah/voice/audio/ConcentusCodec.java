package dev.mynah.voice.audio;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;

/**
 * Opus in pure Java: works everywhere. Thread-safe; its coders are not.
 *
 * <p>Concentus 1.0.2 turns hybrid packets into garbage, without an exception, at every output rate below 48 kHz.
 * Browsers and 24 kHz encoders send such packets. So this always decodes at 48 kHz and decimates with a low-pass of
 * its own.
 */
public final class ConcentusCodec implements OpusCodec {
    private static final int DECODE_RATE = 48_000;

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

    private static final class ConcentusDecoder implements Decoder {
        private final Resampler decimator = Resampler.immediate(DECODE_RATE, LISTEN_RATE);
        private final short[] samples = new short[OpusFormat.MAX_48K_SAMPLES];
        private OpusDecoder decoder = newDecoder();
        private boolean closed;

        @Override
        public short[] decode(byte[] packet) throws CorruptPacketException {
            requireOpen(closed);
            if (packet.length == 0) {
                return new short[0];
            }
            int expected = OpusPacket.check(packet);
            return decimator.process(Arrays.copyOf(samples, decode(packet, expected)));
        }

        // A failure may leave the decoder in the middle of a packet: whatever it throws, it is not used again.
        private int decode(byte[] packet, int expected) throws CorruptPacketException {
            try {
                return decoder.decode(packet, 0, packet.length, samples, 0, expected, false);
            } catch (OpusException | RuntimeException | AssertionError failure) {
                decoder = newDecoder();
                throw new CorruptPacketException("concentus: " + failure);
            }
        }

        private static OpusDecoder newDecoder() {
            try {
                return new OpusDecoder(DECODE_RATE, 1);
            } catch (OpusException impossible) {
                throw new IllegalStateException("concentus refuses 48 kHz mono", impossible);
            }
        }

        @Override
        public void close() {
            closed = true;
        }
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

    private static void requireOpen(boolean closed) {
        if (closed) {
            throw new IllegalStateException("coder is closed");
        }
    }
}
