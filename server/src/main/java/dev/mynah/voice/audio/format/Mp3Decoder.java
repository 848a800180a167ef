package dev.mynah.voice.audio.format;

import dev.mynah.voice.audio.Pcm;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.SampleBuffer;

/**
 * MP3 by JavaLayer, which is only shown whole frames: it hangs on to the stream it is given, and what is not a frame sends
 * it searching. A frame it cannot decode is left out.
 */
final class Mp3Decoder implements SoundDecoder {
    /** So much without a frame is not MP3. */
    private static final int MAX_GARBAGE = 64 * 1024;

    private final Mp3Frames frames = new Mp3Frames();
    private final Feed feed = new Feed();
    private Bitstream bits = new Bitstream(feed);
    private Decoder decoder = new Decoder();
    private int sampleRate;
    private boolean any;

    /** What the library reads: nothing but the frame at hand. */
    private static final class Feed extends InputStream {
        private ByteArrayInputStream frame = new ByteArrayInputStream(new byte[0]);

        @Override
        public int read() {
            return frame.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return frame.read(into, from, length);
        }
    }

    @Override
    public short[] accept(byte[] bytes) throws UnreadableSoundException {
        short[] samples = decode(frames.accept(bytes));
        if (frames.passedOver() > MAX_GARBAGE) {
            throw notMp3();
        }
        return samples;
    }

    @Override
    public short[] finish() throws UnreadableSoundException {
        short[] last = decode(frames.finish());
        if (!any) {
            throw notMp3();
        }
        return last;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    private static UnreadableSoundException notMp3() {
        return new UnreadableSoundException(
                UnreadableSoundException.Kind.NOT_THIS_FORMAT, "no MPEG audio layer III in it");
    }

    private short[] decode(List<Mp3Frames.Found> found) throws UnreadableSoundException {
        List<short[]> out = new ArrayList<>();
        for (Mp3Frames.Found frame : found) {
            SampleFormat.requireRate(frame.sampleRate());
            sampleRate = frame.sampleRate();
            any = true;
            out.add(decode(frame.bytes()));
        }
        return Pcm.join(out);
    }

    private short[] decode(byte[] frame) {
        feed.frame = new ByteArrayInputStream(frame);
        try {
            Header header = bits.readFrame();
            if (header == null) {
                return new short[0];
            }
            SampleBuffer sound = (SampleBuffer) decoder.decodeFrame(header, bits);
            return mono(sound);
        } catch (JavaLayerException | RuntimeException damaged) {
            // The library is left in the middle of something; the next frame begins with another.
            bits = new Bitstream(feed);
            decoder = new Decoder();
            return new short[0];
        } finally {
            bits.closeFrame();
        }
    }

    private static short[] mono(SampleBuffer sound) {
        int channels = sound.getChannelCount();
        short[] interleaved = sound.getBuffer();
        short[] mono = new short[sound.getBufferLength() / channels];
        for (int i = 0; i < mono.length; i++) {
            mono[i] = channels == 1 ? interleaved[i] : (short) ((interleaved[2 * i] + interleaved[2 * i + 1]) >> 1);
        }
        return mono;
    }
}
