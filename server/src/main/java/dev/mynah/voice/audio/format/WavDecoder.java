package dev.mynah.voice.audio.format;

import static dev.mynah.voice.audio.format.UnreadableSoundException.damaged;

import dev.mynah.voice.audio.Pcm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RIFF/WAVE with its chunks in any order. Sizes must be true: a chunk that reaches beyond its file, a fmt chunk that
 * contradicts itself and a file that ends too early are refused. A length that is not known, as programs write it that
 * stream (0 or 0xFFFFFFFF), reaches to the end.
 */
final class WavDecoder implements SoundDecoder {
    private static final int HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int MAX_FMT = 4_096;
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final long UNKNOWN = 0xFFFF_FFFFL;
    private static final int NO_CHUNK = -1;

    private final int maxEarly;
    private final ByteArrayOutputStream early = new ByteArrayOutputStream();
    private final List<short[]> out = new ArrayList<>();
    private byte[] rest = {};
    private boolean begun;
    private long fileLeft;
    private String chunk = "";
    private long chunkLeft = NO_CHUNK;
    private boolean chunkOpen;
    private boolean padding;
    private boolean soundSeen;
    private @Nullable PcmDecoder samples;

    /** @param maxEarly most bytes of sound that wait for a description that comes after them */
    WavDecoder(int maxEarly) {
        this.maxEarly = maxEarly;
    }

    @Override
    public short[] accept(byte[] bytes) throws UnreadableSoundException {
        byte[] all = PcmDecoder.join(rest, bytes);
        ByteBuffer in = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        boolean more = true;
        while (more) {
            more = step(in);
        }
        rest = Arrays.copyOfRange(all, in.position(), all.length);
        return handOut();
    }

    @Override
    public short[] finish() throws UnreadableSoundException {
        if (!begun) {
            throw damaged("the WAV file ends within its first " + HEADER + " bytes");
        }
        if (chunkLeft > rest.length && !chunkOpen) {
            throw damaged("the WAV file ends " + (chunkLeft - rest.length) + " bytes before its " + chunk.strip()
                    + " chunk does");
        }
        if (samples == null || !soundSeen) {
            throw damaged("the WAV file has no " + (samples == null ? "fmt" : "data") + " chunk");
        }
        return samples.finish();
    }

    @Override
    public int sampleRate() {
        return samples == null ? 0 : samples.sampleRate();
    }

    /** Goes on by one part of the file; false when more bytes are needed. */
    private boolean step(ByteBuffer in) throws UnreadableSoundException {
        if (!begun) {
            return begin(in);
        }
        if (padding && chunkLeft == NO_CHUNK) {
            padding = !in.hasRemaining();
            in.position(in.position() + (padding ? 0 : 1));
            return !padding;
        }
        boolean went = chunkLeft == NO_CHUNK ? nextChunk(in) : body(in);
        chunkLeft = chunkLeft == 0 ? NO_CHUNK : chunkLeft;
        return went;
    }

    private boolean begin(ByteBuffer in) throws UnreadableSoundException {
        if (in.remaining() < HEADER) {
            return false;
        }
        String riff = id(in);
        long size = Integer.toUnsignedLong(in.getInt());
        if (!riff.equals("RIFF") || !id(in).equals("WAVE")) {
            throw new UnreadableSoundException(
                    UnreadableSoundException.Kind.NOT_THIS_FORMAT, "it does not begin with RIFF....WAVE");
        }
        fileLeft = size == 0 || size == UNKNOWN ? Long.MAX_VALUE : size - 4;
        begun = true;
        return true;
    }

    private boolean nextChunk(ByteBuffer in) throws UnreadableSoundException {
        if (fileLeft < CHUNK_HEADER) {
            // What follows the file, such as tags, is no part of it.
            in.position(in.limit());
            return false;
        }
        if (in.remaining() < CHUNK_HEADER) {
            return false;
        }
        chunk = id(in);
        long size = Integer.toUnsignedLong(in.getInt());
        boolean sound = chunk.equals("data");
        fileLeft -= CHUNK_HEADER;
        chunkOpen = sound && (size == 0 || size == UNKNOWN);
        if (!chunkOpen && size > fileLeft) {
            throw damaged("its " + chunk.strip() + " chunk has " + size + " bytes, but the file has room for only "
                    + fileLeft);
        }
        if ((sound && soundSeen) || (chunk.equals("fmt ") && samples != null)) {
            throw damaged("it has two " + chunk.strip() + " chunks");
        }
        if (chunk.equals("fmt ") && (size < 16 || size > MAX_FMT)) {
            throw damaged("its fmt chunk has " + size + " bytes");
        }
        soundSeen |= sound;
        chunkLeft = chunkOpen ? fileLeft : size;
        padding = !chunkOpen && (size & 1) == 1;
        fileLeft -= chunkOpen ? fileLeft : Math.min(fileLeft, size + (size & 1));
        return true;
    }

    private boolean body(ByteBuffer in) throws UnreadableSoundException {
        boolean description = chunk.equals("fmt ");
        int length = (int) Math.min(in.remaining(), chunkLeft);
        if ((length == 0 && chunkLeft > 0) || (description && length < chunkLeft)) {
            return false;
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        chunkLeft -= length;
        if (description) {
            describe(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        } else if (chunk.equals("data")) {
            sound(bytes);
        }
        return true;
    }

    private void describe(ByteBuffer fields) throws UnreadableSoundException {
        int encoding = Short.toUnsignedInt(fields.getShort(0));
        if (encoding == EXTENSIBLE && fields.limit() >= 26) {
            encoding = Short.toUnsignedInt(fields.getShort(24));
        }
        if (encoding != PCM && encoding != FLOAT) {
            throw UnreadableSoundException.unsupported(
                    "WAV encoding " + encoding + "; PCM (1) and floating (3) can be read");
        }
        int channels = Short.toUnsignedInt(fields.getShort(2));
        int bits = Short.toUnsignedInt(fields.getShort(14));
        SampleFormat format = SampleFormat.of(fields.getInt(4), channels, bits, encoding == FLOAT);
        int align = Short.toUnsignedInt(fields.getShort(12));
        if (align != format.frameBytes()) {
            throw damaged("its fmt chunk says that " + channels + " x " + bits + " bits take " + align + " bytes");
        }
        samples = new PcmDecoder(format);
        sound(early.toByteArray());
        early.reset();
    }

    private void sound(byte[] bytes) throws UnreadableSoundException {
        if (samples != null) {
            out.add(samples.accept(bytes));
        } else if (early.size() + bytes.length > maxEarly) {
            throw UnreadableSoundException.unsupported(
                    "more than " + maxEarly + " bytes of sound before the fmt chunk");
        } else {
            early.writeBytes(bytes);
        }
    }

    private short[] handOut() {
        short[] all = Pcm.join(out);
        out.clear();
        return all;
    }

    private static String id(ByteBuffer in) {
        byte[] id = new byte[4];
        in.get(id);
        return new String(id, StandardCharsets.ISO_8859_1);
    }
}
