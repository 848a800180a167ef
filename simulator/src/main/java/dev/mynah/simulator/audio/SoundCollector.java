package dev.mynah.simulator.audio;

import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;

/** Takes what the built-in voice says, in the place of a sound card. */
final class SoundCollector implements AudioPlayer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private AudioFormat format = new AudioFormat(Microphone.RATE, 16, 1, true, true);

    Wav wav() {
        ByteOrder order = format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        short[] samples = new short[bytes.size() / 2];
        ByteBuffer.wrap(bytes.toByteArray()).order(order).asShortBuffer().get(samples);
        return new Wav(samples, Math.round(format.getSampleRate()));
    }

    @Override
    public void setAudioFormat(AudioFormat format) {
        this.format = format;
    }

    @Override
    public AudioFormat getAudioFormat() {
        return format;
    }

    @Override
    public boolean write(byte[] audio) {
        return write(audio, 0, audio.length);
    }

    @Override
    public boolean write(byte[] audio, int start, int length) {
        bytes.write(audio, start, length);
        return true;
    }

    @Override
    public void begin(int size) {}

    @Override
    public boolean end() {
        return true;
    }

    @Override
    public boolean drain() {
        return true;
    }

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
    public void startFirstSampleTimer() {}

    @Override
    public long getTime() {
        return -1;
    }

    @Override
    public void resetTime() {}

    @Override
    public float getVolume() {
        return 1;
    }

    @Override
    public void setVolume(float volume) {}

    @Override
    public void showMetrics() {}
}
