package dev.mynah.voice.audio;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Mono 16 bit sound with its rate, as a RIFF/WAVE file. Immutable as long as nobody changes the array.
 *
 * @param sampleRate in Hz
 * @param samples one channel; files with more are mixed down when they are read
 */
public record WavFile(int sampleRate, short[] samples) {
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int HEADER_BYTES = 44;

    /** Longest sound that is read: 64 MB, about 12 minutes at 44.1 kHz mono. A longer one is refused. */
    private static final int MAX_DATA_BYTES = 64 << 20;

    private record Format(int channels, int rate) {}

    /**
     * Reads a file with its chunks in any order and unknown ones between them. A data chunk of unknown length, as pipes
     * write it (0 or 0xFFFFFFFF), reaches to the end of the stream.
     *
     * @throws IOException when it is not WAV, or not 16 bit PCM; the message says what it is instead
     */
    public static WavFile read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        String riff = id(in);
        in.readInt();
        if (!riff.equals("RIFF") || !id(in).equals("WAVE")) {
            throw new IOException("not a WAV file: it does not begin with RIFF....WAVE");
        }
        Format format = null;
        byte[] data = null;
        while (format == null || data == null) {
            String chunk = nextChunk(in, format != null);
            long length = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
            switch (chunk) {
                case "fmt " -> format = format(body(in, length));
                case "data" -> data = data(in, length);
                default -> in.skipNBytes(length + (length & 1));
            }
        }
        return new WavFile(format.rate, mono(Pcm.samples(data), format.channels));
    }

    public void write(OutputStream out) throws IOException {
        int dataBytes = Math.multiplyExact(2, samples.length);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVE"));
        header.put(ascii("fmt ")).putInt(16).putShort((short) PCM).putShort((short) 1);
        header.putInt(sampleRate).putInt(2 * sampleRate).putShort((short) 2).putShort((short) 16);
        header.put(ascii("data")).putInt(dataBytes);
        out.write(header.array());
        out.write(Pcm.bytes(samples));
    }

    /** The same sound at another rate. */
    public WavFile at(int rate) {
        Resampler resampler = Resampler.aligned(sampleRate, rate);
        return new WavFile(rate, Pcm.join(List.of(resampler.process(samples), resampler.flush())));
    }

    private static String nextChunk(DataInputStream in, boolean formatSeen) throws IOException {
        try {
            return id(in);
        } catch (EOFException end) {
            throw new IOException("WAV file without a " + (formatSeen ? "data" : "fmt") + " chunk", end);
        }
    }

    private static Format format(byte[] body) throws IOException {
        if (body.length < 16) {
            throw new IOException("WAV file with a fmt chunk of " + body.length + " bytes");
        }
        ByteBuffer fields = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        int encoding = Short.toUnsignedInt(fields.getShort(0));
        if (encoding == EXTENSIBLE && body.length >= 26) {
            encoding = Short.toUnsignedInt(fields.getShort(24));
        }
        int channels = Short.toUnsignedInt(fields.getShort(2));
        int rate = fields.getInt(4);
        int bits = Short.toUnsignedInt(fields.getShort(14));
        if (encoding != PCM || bits != 16) {
            throw new IOException("WAV file with encoding " + encoding + " at " + bits
                    + " bits; only 16 bit PCM (encoding 1) can be read");
        }
        if (channels < 1 || rate < 1) {
            throw new IOException("WAV file with " + channels + " channels at " + rate + " Hz");
        }
        return new Format(channels, rate);
    }

    private static byte[] body(DataInputStream in, long length) throws IOException {
        if (length > 4_096) {
            throw new IOException("WAV file with a fmt chunk of " + length + " bytes");
        }
        byte[] body = in.readNBytes((int) length);
        in.skipNBytes(length & 1);
        return body;
    }

    private static byte[] data(DataInputStream in, long length) throws IOException {
        boolean unknown = length == 0xFFFFFFFFL || length == 0;
        if (!unknown && length > MAX_DATA_BYTES) {
            throw new IOException("WAV file with " + length + " bytes of sound; at most " + MAX_DATA_BYTES);
        }
        byte[] data = in.readNBytes(unknown ? MAX_DATA_BYTES + 1 : (int) length);
        if (data.length > MAX_DATA_BYTES) {
            throw new IOException("WAV file with more than " + MAX_DATA_BYTES + " bytes of sound");
        }
        if (!unknown && data.length < length) {
            throw new IOException("WAV file ends after " + data.length + " of " + length + " bytes of sound");
        }
        if (length % 2 == 1) {
            in.readNBytes(1);
        }
        return data;
    }

    private static short[] mono(short[] interleaved, int channels) {
        if (channels == 1) {
            return interleaved;
        }
        short[] mono = new short[interleaved.length / channels];
        for (int i = 0; i < mono.length; i++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += interleaved[i * channels + channel];
            }
            mono[i] = (short) (sum / channels);
        }
        return mono;
    }

    private static String id(DataInputStream in) throws IOException {
        byte[] id = new byte[4];
        in.readFully(id);
        return new String(id, StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
