package dev.mynah.voice.audio;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Concentus 1.0.2 turns hybrid packets into garbage, without an exception, at every output rate below 48 kHz. Browsers
 * and 24 kHz encoders send such packets. Devices send SILK packets only, which it decodes at 16 kHz to the same samples
 * as libopus, and four times cheaper. So a stream is decoded at 16 kHz until its first packet of another mode, and from
 * then on at 48 kHz with a low-pass of our own behind it (docs/adr/0010).
 */
final class ConcentusDecoder implements OpusCodec.Decoder {
    private static final int FULL_RATE = 48_000;

    private final short[] samples = new short[OpusFormat.MAX_48K_SAMPLES];
    private OpusDecoder decoder = decoderAt(OpusCodec.LISTEN_RATE);
    private @Nullable Resampler decimator;
    private byte[] previous = {};
    private boolean closed;

    @Override
    public short[] decode(byte[] packet) throws CorruptPacketException {
        ConcentusCodec.requireOpen(closed);
        if (packet.length == 0) {
            return new short[0];
        }
        int duration = OpusPacket.check(packet);
        if (decimator == null && OpusPacket.isSilk(packet)) {
            previous = packet.clone();
            return Arrays.copyOf(samples, decode(packet, duration / 3, OpusCodec.LISTEN_RATE));
        }
        Resampler atFullRate = decimator == null ? widen() : decimator;
        return atFullRate.process(Arrays.copyOf(samples, decode(packet, duration, FULL_RATE)));
    }

    // The new decoder hears the last packet again, so that the next one finds the state it builds on.
    private Resampler widen() throws CorruptPacketException {
        Resampler atFullRate = Resampler.immediate(FULL_RATE, OpusCodec.LISTEN_RATE);
        decimator = atFullRate;
        decoder = decoderAt(FULL_RATE);
        if (previous.length > 0) {
            int again = decode(previous, OpusPacket.check(previous), FULL_RATE);
            atFullRate.process(Arrays.copyOf(samples, again));
            previous = new byte[0];
        }
        return atFullRate;
    }

    // A failure may leave the decoder in the middle of a packet: whatever it throws, it is not used again.
    private int decode(byte[] packet, int expected, int rate) throws CorruptPacketException {
        try {
            return decoder.decode(packet, 0, packet.length, samples, 0, expected, false);
        } catch (OpusException | RuntimeException | AssertionError failure) {
            decoder = decoderAt(rate);
            throw new CorruptPacketException("concentus: " + failure);
        }
    }

    private static OpusDecoder decoderAt(int rate) {
        try {
            return new OpusDecoder(rate, 1);
        } catch (OpusException impossible) {
            throw new IllegalStateException("concentus refuses " + rate + " Hz mono", impossible);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
