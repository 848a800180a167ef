package dev.mynah.voice.tts.openai;

import dev.mynah.voice.tts.openai.SoundReader.NoSound;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What precedes the samples of a WAV file (RIFF, format 1 or extensible).
 *
 * @param rate in Hz
 * @param length bytes of samples; unlimited when the header does not say, as in files that are written while sent
 */
record WavHeader(int rate, int channels, long length) {
    private static final int FMT = 0x20746d66; // "fmt " read as a little-endian number
    private static final int DATA = 0x61746164; // "data"
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xFFFE;
    /** Services that do not know the length yet write 0, -1 or nearly so. */
    private static final long UNKNOWN_FROM = 0x7FFF_0000L;

    static WavHeader headerless(int rate) {
        return new WavHeader(rate, 1, Long.MAX_VALUE);
    }

    /** Bytes of one sample of all channels. */
    int frame() {
        return 2 * channels;
    }

    /**
     * Reads a header and moves the position to the first sample; leaves the position when more bytes are needed.
     *
     * @throws NoSound when it is not 16-bit sound
     */
    static Optional<WavHeader> parse(ByteBuffer bytes) throws NoSound {
        ByteBuffer header = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        header.position(header.position() + 12);
        WavHeader format = null;
        while (header.remaining() >= 8) {
            int chunk = header.getInt();
            long size = Integer.toUnsignedLong(header.getInt());
            if (chunk == DATA && format != null) {
                bytes.position(header.position());
                return Optional.of(new WavHeader(format.rate, format.channels, known(size)));
            }
            if (size + 1 > header.remaining()) {
                return Optional.empty();
            }
            if (chunk == FMT && size >= 16) {
                format = format(header.slice().order(ByteOrder.LITTLE_ENDIAN));
            }
            header.position((int) (header.position() + size + size % 2));
        }
        return Optional.empty();
    }

    private static long known(long size) {
        return size == 0 || size >= UNKNOWN_FROM ? Long.MAX_VALUE : size;
    }

    private static WavHeader format(ByteBuffer chunk) throws NoSound {
        int kind = Short.toUnsignedInt(chunk.getShort(0));
        int channels = chunk.getShort(2);
        int rate = chunk.getInt(4);
        int bits = chunk.getShort(14);
        boolean playable = (kind == PCM || kind == EXTENSIBLE) && bits == 16;
        if (!playable || channels < 1 || channels > 2 || rate < 8_000 || rate > 48_000) {
            throw new NoSound("sent a WAV file of " + bits + " bits, " + channels + " channels and " + rate
                    + " Hz; 16 bits, one or two channels and 8 to 48 kHz can be played");
        }
        return new WavHeader(rate, channels, Long.MAX_VALUE);
    }
}
