package dev.mynah.voice.audio.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * How samples lie in bytes: interleaved, little-endian; 8 bit unsigned, the others signed. Immutable.
 *
 * @param sampleRate in Hz
 * @param channels 1 or 2
 * @param bits 8, 16, 24 or 32
 * @param floating whether they are IEEE numbers from -1 to 1, which have 32 bits
 */
public record SampleFormat(int sampleRate, int channels, int bits, boolean floating) {
    /** 16 kHz, one channel, 16 bits: what is assumed of samples nobody describes (documented protocols §8). */
    public static final SampleFormat USUAL = new SampleFormat(16_000, 1, 16, false);

    /** The rates that are taken. Any other would cost a resampling filter of its own. */
    private static final Set<Integer> RATES =
            Set.of(8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000);

    /**
     * Checks what a sender says.
     *
     * @throws UnreadableSoundException when no samples of ours can be made of it
     */
    public static SampleFormat of(int sampleRate, int channels, int bits, boolean floating)
            throws UnreadableSoundException {
        requireRate(sampleRate);
        if (channels != 1 && channels != 2) {
            throw UnreadableSoundException.unsupported(channels + " channels; one or two can be used");
        }
        boolean known = floating ? bits == 32 : bits == 8 || bits == 16 || bits == 24 || bits == 32;
        if (!known) {
            throw UnreadableSoundException.unsupported(bits + (floating ? " bit floating" : " bit")
                    + " samples; 8, 16, 24, 32 bit whole and 32 bit floating ones can be used");
        }
        return new SampleFormat(sampleRate, channels, bits, floating);
    }

    static void requireRate(int sampleRate) throws UnreadableSoundException {
        if (!RATES.contains(sampleRate)) {
            throw UnreadableSoundException.unsupported(
                    sampleRate + " Hz; 8, 11.025, 12, 16, 22.05, 24, 32, 44.1, 48, 88.2 and 96 kHz can be used");
        }
    }

    /** Bytes of one sample of all channels. */
    public int frameBytes() {
        return channels * bits / 8;
    }

    /** One channel of 16 bits from whole frames. */
    short[] mono(byte[] bytes, int from, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, from, length).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[length / frameBytes()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = channels == 1 ? sample(in) : (short) ((sample(in) + sample(in)) >> 1);
        }
        return samples;
    }

    private short sample(ByteBuffer in) {
        if (floating) {
            // A number that is none becomes silence, as casts in Java have it.
            return (short) Math.clamp(Math.round(in.getFloat() * 32_767f), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return switch (bits) {
            case 8 -> (short) (((in.get() & 0xff) - 128) << 8);
            case 24 -> {
                in.get();
                yield in.getShort();
            }
            case 32 -> (short) (in.getInt() >> 16);
            default -> in.getShort();
        };
    }
}
