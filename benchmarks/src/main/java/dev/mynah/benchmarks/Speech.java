package dev.mynah.benchmarks;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.VoiceManager;
import com.sun.speech.freetts.audio.AudioPlayer;
import dev.mynah.voice.audio.FrameAssembler;
import dev.mynah.voice.audio.Resampler;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import javax.sound.sampled.AudioFormat;

/** About eight seconds of spoken English: what a codec costs depends on what it is fed. */
final class Speech {
    private static final String TEXT =
            "Good morning. Today it will be sunny with a light wind from the west, and in the"
                    + " evening there may be a little rain. Would you like me to wake you at seven tomorrow?";
    private static final int RATE = 16_000;

    private Speech() {}

    /** The sentences cut into frames. */
    static List<short[]> frames(int rate, int frameMillis) {
        return new FrameAssembler(rate / 1000 * frameMillis)
                .add(Resampler.aligned(RATE, rate).process(spoken()));
    }

    private static short[] spoken() {
        System.setProperty("freetts.voices", "com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory");
        Voice voice = VoiceManager.getInstance().getVoice("kevin16");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        voice.setAudioPlayer(collectingInto(bytes));
        voice.allocate();
        voice.speak(TEXT);
        voice.deallocate();
        short[] samples = new short[bytes.size() / 2];
        ByteBuffer.wrap(bytes.toByteArray()).asShortBuffer().get(samples);
        if (samples.length < 5 * RATE) {
            throw new IllegalStateException("the voice said only " + samples.length + " samples");
        }
        return samples;
    }

    private static AudioPlayer collectingInto(ByteArrayOutputStream bytes) {
        return (AudioPlayer) Proxy.newProxyInstance(
                AudioPlayer.class.getClassLoader(), new Class<?>[] {AudioPlayer.class}, (_, method, arguments) -> {
                    if (method.getName().equals("write") && arguments.length == 3) {
                        bytes.write((byte[]) arguments[0], (int) arguments[1], (int) arguments[2]);
                    } else if (method.getName().equals("write")) {
                        bytes.writeBytes((byte[]) arguments[0]);
                    }
                    return answer(method.getReturnType());
                });
    }

    private static Object answer(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "boolean" -> true;
            case "long" -> 0L;
            case "float" -> 1f;
            default -> new AudioFormat(RATE, 16, 1, true, true);
        };
    }
}
