package dev.mynah.voice.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** 16 bit linear samples as bytes and back, little-endian as WAV, providers and the serial dialect have them. */
public final class Pcm {
    private Pcm() {}

    /** Samples of little-endian bytes; an odd last byte, which is no sample, is dropped. */
    public static short[] samples(byte[] littleEndian) {
        short[] samples = new short[littleEndian.length / 2];
        ByteBuffer.wrap(littleEndian)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }

    public static byte[] bytes(short[] samples) {
        byte[] bytes = new byte[2 * samples.length];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(samples);
        return bytes;
    }

    /** All pieces in order as one. */
    public static short[] join(Iterable<short[]> pieces) {
        int length = 0;
        for (short[] piece : pieces) {
            length += piece.length;
        }
        short[] whole = new short[length];
        int at = 0;
        for (short[] piece : pieces) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        return whole;
    }
}
