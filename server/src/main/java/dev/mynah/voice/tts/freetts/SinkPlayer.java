package dev.mynah.voice.tts.freetts;

import com.sun.speech.freetts.audio.AudioPlayer;
import dev.mynah.voice.tts.TextToSpeech.PcmSink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import javax.sound.sampled.AudioFormat;
import org.jspecify.annotations.Nullable;

/** What the library takes for a loudspeaker: passes samples on to whoever asked for the sentence. One sentence a time. */
final class SinkPlayer implements AudioPlayer {
    private @Nullable AudioFormat format;
    private @Nullable PcmSink sink;
    private @Nullable InterruptedException refused;

    /** Sends what follows to this sink. */
    void open(PcmSink sink) {
        this.sink = sink;
        refused = null;
    }

    /** Throws when the sink stopped taking samples. */
    void check() throws InterruptedException {
        sink = null;
        if (refused != null) {
            throw refused;
        }
    }

    @Override
    public boolean write(byte[] bytes, int offset, int size) {
        if (refused != null) {
            return false;
        }
        AudioFormat known = Objects.requireNonNull(format);
        short[] samples = new short[size / Short.BYTES];
        ByteBuffer.wrap(bytes, offset, size)
                .order(known.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        try {
            Objects.requireNonNull(sink).accept(samples, (int) known.getSampleRate());
            return true;
        } catch (InterruptedException stopped) {
            refused = stopped;
            return false;
        }
    }

    @Override
    public boolean write(byte[] bytes) {
        return write(bytes, 0, bytes.length);
    }

    @Override
    public void setAudioFormat(AudioFormat format) {
        this.format = format;
    }

    @Override
    public @Nullable AudioFormat getAudioFormat() {
        return format;
    }

    @Override
    public boolean drain() {
        return true;
    }

    @Override
    public boolean end() {
        return true;
    }

    @Override
    public float getVolume() {
        return 1;
    }

    @Override
    public long getTime() {
        return 0;
    }

    @Override
    public void begin(int size) {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void reset() {}

    @Override
    public void cancel() {}

    @Override
    public void close() {}

    @Override
    public void setVolume(float volume) {}

    @Override
    public void resetTime() {}

    @Override
    public void startFirstSampleTimer() {}

    @Override
    public void showMetrics() {}
}
