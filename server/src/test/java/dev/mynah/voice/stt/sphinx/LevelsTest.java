package dev.mynah.voice.stt.sphinx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.testing.Clips;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LevelsTest {
    private final Levels levels = new Levels();

    private static short[] tone(int amplitude, int samples) {
        short[] tone = new short[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (short) (amplitude * Math.sin(i * 0.3));
        }
        return tone;
    }

    @Test
    void the_range_lies_between_loud_and_quiet() {
        levels.add(tone(10_000, 16_000));
        levels.add(tone(100, 16_000));
        assertThat(levels.range()).isBetween(39, 41);
    }

    @Test
    void it_does_not_matter_how_the_samples_are_cut() {
        short[] clip = Clips.noisy(tone(5000, 12_345), 10, 1);
        Levels whole = new Levels();
        whole.add(clip);
        for (int at = 0; at < clip.length; at += 77) {
            levels.add(Arrays.copyOfRange(clip, at, Math.min(at + 77, clip.length)));
        }
        assertThat(levels.range()).isEqualTo(whole.range());
    }

    @Test
    void noise_under_everything_narrows_the_range() {
        short[] speech = new short[32_000];
        System.arraycopy(tone(10_000, 16_000), 0, speech, 8_000, 16_000);
        levels.add(Clips.noisy(speech, 10, 1));
        assertThat(levels.range()).isBetween(12, 15);
    }

    @Test
    void nothing_has_no_range() {
        assertThat(levels.range()).isZero();
        levels.add(new short[32_000]);
        assertThat(levels.range()).isZero();
    }

    @Test
    void digital_silence_and_the_last_bits_are_silent_and_a_whisper_is_not() {
        Levels zeros = new Levels();
        zeros.add(new short[16_000]);
        assertThat(zeros.silent()).isTrue();

        Levels whisper = new Levels();
        short[] quiet = new short[16_000];
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] = (short) (i % 2 == 0 ? 40 : -40);
        }
        whisper.add(quiet);
        assertThat(whisper.silent()).isFalse();
    }
}
