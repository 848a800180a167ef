package dev.mynah.voice.tts.openai;

import dev.mynah.voice.tts.TextToSpeech.PcmSink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of an answer into samples as they arrive, however they are cut. Knows headerless 16-bit little-endian
 * samples (24 kHz unless the content type says otherwise) and WAV, which some services send although asked for the
 * former. For one thread and one answer.
 */
final class SoundReader {
    private static final int USUAL_RATE = 24_000;
    private static final Pattern RATE = Pattern.compile("rate=(\\d{4,6})");
    /** Enough to know the format; shorter answers are no sound anyway. */
    private static final int BEGINNING = 12;
    /** Headers with tables of contents are longer than 44 bytes, but not this long. */
    private static final int LONGEST_HEADER = 64 * 1024;

    private final PcmSink sink;
    private final int announcedRate;
    private ByteBuffer pending = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    private @Nullable WavHeader format;
    private long left = Long.MAX_VALUE;
    private long handed;

    SoundReader(String contentType, PcmSink sink) {
        this.sink = sink;
        Matcher rate = RATE.matcher(contentType);
        this.announcedRate = rate.find() ? Integer.parseInt(rate.group(1)) : USUAL_RATE;
    }

    /** Thrown when the bytes are no sound that can be played. */
    static final class NoSound extends Exception {
        private static final long serialVersionUID = 1L;

        private final String what;

        NoSound(String what) {
            super(what);
            this.what = what;
        }

        /** What came instead, in words. */
        String what() {
            return what;
        }
    }

    /** Samples handed on so far. */
    long handed() {
        return handed;
    }

    /** Rate of what is handed on, in Hz. */
    int rate() {
        return format == null ? announcedRate : format.rate();
    }

    /** Takes more bytes; hands samples on when at least 20 ms are complete. */
    void accept(ByteBuffer bytes) throws NoSound, InterruptedException {
        join(bytes);
        if (format == null && pending.remaining() >= BEGINNING) {
            begin();
        }
        if (format != null && pending.remaining() >= format.frame() * format.rate() / 50) {
            hand(format);
        }
    }

    /** The answer is complete. */
    void end() throws NoSound, InterruptedException {
        if (format != null) {
            hand(format);
        }
        if (handed == 0) {
            throw new NoSound("sent no sound");
        }
    }

    private void join(ByteBuffer bytes) {
        ByteBuffer joined = ByteBuffer.allocate(pending.remaining() + bytes.remaining());
        pending = joined.put(pending).put(bytes).flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    private void begin() throws NoSound {
        String magic = StandardCharsets.ISO_8859_1
                .decode(pending.slice(pending.position(), 4))
                .toString();
        if (magic.startsWith("ID3") || magic.equals("OggS") || magic.equals("fLaC")) {
            throw new NoSound("sent compressed sound although asked for pcm");
        }
        if (!magic.equals("RIFF")) {
            format = WavHeader.headerless(announcedRate);
            return;
        }
        Optional<WavHeader> header = WavHeader.parse(pending);
        header.ifPresent(found -> {
            format = found;
            left = found.length();
        });
        if (header.isEmpty() && pending.remaining() > LONGEST_HEADER) {
            throw new NoSound("sent a WAV file without sound");
        }
    }

    private void hand(WavHeader wav) throws InterruptedException {
        int frames = (int) Math.min(pending.remaining() / wav.frame(), left / wav.frame());
        left -= (long) frames * wav.frame();
        short[] samples = new short[frames];
        for (int index = 0; index < frames; index++) {
            samples[index] = mixed(wav.channels());
        }
        if (frames > 0) {
            handed += frames;
            sink.accept(samples, wav.rate());
        }
        if (left < wav.frame()) {
            pending.position(pending.limit()); // tags after the sound
        }
    }

    private short mixed(int channels) {
        int sum = 0;
        for (int channel = 0; channel < channels; channel++) {
            sum += pending.getShort();
        }
        return (short) (sum / channels);
    }
}
