package dev.mynah.simulator.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * 16-bit mono sound.
 *
 * @param samples shared, not copied
 * @param rate in Hz
 */
public record Wav(short[] samples, int rate) {
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xFFFE;

    /** Reads a WAV file with 16-bit samples; several channels are mixed to one. */
    public static Wav read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    /** Reads a WAV stream to its end. */
    public static Wav read(InputStream in) throws IOException {
        return parse(in.readAllBytes());
    }

    private static Wav parse(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 12
                || !tag(buffer).equals("RIFF")
                || !tag(buffer.position(8)).equals("WAVE")) {
            throw new IOException("not a WAV file");
        }
        int channels = 0;
        int rate = 0;
        while (buffer.remaining() >= 8) {
            String tag = tag(buffer);
            int length = (int) Math.min(Integer.toUnsignedLong(buffer.getInt()), buffer.remaining());
            ByteBuffer chunk = buffer.slice(buffer.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            if (tag.equals("fmt ") && length >= 16) {
                int format = Short.toUnsignedInt(chunk.getShort(0));
                channels = chunk.getShort(2);
                rate = chunk.getInt(4);
                if ((format != PCM && format != EXTENSIBLE) || chunk.getShort(14) != 16) {
                    throw new IOException("only WAV files with 16-bit PCM samples can be used");
                }
            } else if (tag.equals("data") && channels > 0) {
                return new Wav(mono(chunk, channels), rate);
            }
            buffer.position(Math.min(buffer.limit(), buffer.position() + length + (length & 1)));
        }
        throw new IOException("the WAV file has no sound in it");
    }

    private static String tag(ByteBuffer buffer) {
        byte[] tag = new byte[4];
        buffer.get(tag);
        return new String(tag, StandardCharsets.US_ASCII);
    }

    private static short[] mono(ByteBuffer data, int channels) {
        short[] samples = new short[data.remaining() / 2 / channels];
        for (int i = 0; i < samples.length; i++) {
            int sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += data.getShort();
            }
            samples[i] = (short) (sum / channels);
        }
        return samples;
    }

    /** Writes a WAV file. */
    public void write(Path file) throws IOException {
        Files.write(file, bytes());
    }

    /** The bytes of a WAV file. */
    public byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(44 + samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.length * 2);
        buffer.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        buffer.putShort((short) PCM).putShort((short) 1).putInt(rate).putInt(rate * 2);
        buffer.putShort((short) 2).putShort((short) 16);
        buffer.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length * 2);
        for (short sample : samples) {
            buffer.putShort(sample);
        }
        return buffer.array();
    }

    /** The same sound at another rate. */
    public Wav at(int otherRate) {
        return otherRate == rate ? this : new Wav(Resampler.resample(samples, rate, otherRate), otherRate);
    }
}
