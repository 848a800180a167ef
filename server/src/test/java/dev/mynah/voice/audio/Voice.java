package dev.mynah.voice.audio;

import com.sun.speech.freetts.VoiceManager;
import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sound.sampled.AudioFormat;

/** Real speech for tests: FreeTTS at 16 kHz, with the silence around it cut off. */
final class Voice {
    private static final Map<String, short[]> SAID = new ConcurrentHashMap<>();

    private Voice() {}

    static short[] say(String text) {
        return SAID.computeIfAbsent(text, Voice::synthesize).clone();
    }

    private static synchronized short[] synthesize(String text) {
        System.setProperty("freetts.voices", "com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory");
        com.sun.speech.freetts.Voice voice = VoiceManager.getInstance().getVoice("kevin16");
        Collected collected = new Collected();
        voice.setAudioPlayer(collected);
        voice.allocate();
        voice.speak(text);
        voice.deallocate();
        return trim(collected.samples());
    }

    private static short[] trim(short[] samples) {
        int from = 0;
        int to = samples.length;
        while (from < to && Math.abs(samples[from]) < 200) {
            from++;
        }
        while (to > from && Math.abs(samples[to - 1]) < 200) {
            to--;
        }
        return java.util.Arrays.copyOfRange(samples, from, to);
    }

    /** Collects big-endian 16 bit samples, which is what FreeTTS makes. */
    private static final class Collected implements AudioPlayer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private AudioFormat format = new AudioFormat(16_000, 16, 1, true, true);

        short[] samples() {
            short[] samples = new short[bytes.size() / 2];
            ByteBuffer.wrap(bytes.toByteArray()).asShortBuffer().get(samples);
            return samples;
        }

        @Override
        public void setAudioFormat(AudioFormat format) {
            if (format.getSampleRate() != 16_000 || !format.isBigEndian()) {
                throw new IllegalStateException("unexpected " + format);
            }
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
        public boolean write(byte[] audio, int offset, int length) {
            bytes.write(audio, offset, length);
            return true;
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
        public void cancel() {}

        @Override
        public void close() {}

        @Override
        public void pause() {}

        @Override
        public void reset() {}

        @Override
        public void resetTime() {}

        @Override
        public void resume() {}

        @Override
        public void setVolume(float volume) {}

        @Override
        public void showMetrics() {}

        @Override
        public void startFirstSampleTimer() {}
    }
}
