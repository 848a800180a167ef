package dev.mynah.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    @ParameterizedTest
    @CsvSource({
        "8000,16000",
        "8000,24000",
        "16000,24000",
        "22050,24000",
        "22050,16000",
        "24000,16000",
        "44100,24000",
        "44100,16000",
        "48000,16000",
        "48000,24000",
        "24000,48000",
        "16000,8000"
    })
    void tones_in_the_passband_stay_clean_and_as_loud(int from, int to) {
        double edge = 0.86 * Math.min(from, to) / 2;
        for (double hertz : new double[] {0.01 * edge, 0.1 * edge, 0.37 * edge, 0.7 * edge, 0.97 * edge}) {
            short[] out = convert(from, to, Sound.sine(hertz, 0.5, from, from / 2));
            int last = out.length - to / 20;
            assertThat(Sound.signalToNoise(out, hertz, to, to / 20, last))
                    .as("%s Hz", hertz)
                    .isGreaterThan(60);
            assertThat(20 * Math.log10(Sound.amplitude(out, hertz, to, to / 20, last) / 0.5))
                    .as("gain at %s Hz", hertz)
                    .isBetween(-0.1, 0.1);
        }
    }

    @ParameterizedTest
    @CsvSource({"48000,16000", "44100,16000", "24000,16000", "48000,24000", "44100,24000", "16000,8000", "22050,16000"})
    void tones_above_the_new_nyquist_frequency_vanish_instead_of_folding_back(int from, int to) {
        for (double hertz = to / 2.0 * 1.001; hertz < from / 2.0; hertz += (from - to) / 2.0 / 9) {
            short[] out = convert(from, to, Sound.sine(hertz, 0.9, from, from / 4));
            double left = NoiseFloor.level(middle(out, to / 50));
            assertThat(left - 20 * Math.log10(0.9 / Math.sqrt(2)))
                    .as("%s Hz", hertz)
                    .isLessThan(-60);
        }
    }

    @ParameterizedTest
    @CsvSource({"8000,24000", "16000,24000", "16000,48000", "22050,24000"})
    void images_of_a_tone_above_the_old_nyquist_frequency_are_suppressed(int from, int to) {
        double hertz = 0.8 * from / 2;
        short[] out = convert(from, to, Sound.sine(hertz, 0.9, from, from / 2));
        double image = Sound.amplitude(out, from - hertz, to, to / 20, out.length - to / 20);
        assertThat(20 * Math.log10(image / 0.9)).isLessThan(-60);
    }

    @Test
    void pieces_of_any_size_give_the_same_samples_as_one() {
        short[] in = Sound.noise(-20, 30_011, 1);
        short[] whole = convert(22_050, 24_000, in);
        Random random = new Random(2);
        Resampler pieces = Resampler.aligned(22_050, 24_000);
        List<short[]> out = new ArrayList<>();
        for (int at = 0; at < in.length; ) {
            int size = Math.min(in.length - at, random.nextInt(700));
            out.add(pieces.process(java.util.Arrays.copyOfRange(in, at, at + size)));
            at += size;
        }
        out.add(pieces.flush());
        assertThat(Pcm.join(out)).isEqualTo(whole);
    }

    @Test
    void aligned_output_is_neither_delayed_nor_shortened() {
        short[] in = new short[4_000];
        in[2_000] = 20_000;
        short[] out = convert(16_000, 24_000, in);
        assertThat(out).hasSize(6_000);
        assertThat(loudest(out)).isEqualTo(3_000);
    }

    @Test
    void immediate_output_has_its_exact_share_for_every_piece() {
        Resampler decimator = Resampler.immediate(48_000, 16_000);
        for (int millis : new int[] {60, 20, 5, 120, 40}) {
            assertThat(decimator.process(new short[48 * millis])).hasSize(16 * millis);
        }
        assertThat(decimator.process(new short[120])).hasSize(40);
        assertThat(decimator.process(new short[0])).isEmpty();
    }

    @Test
    void immediate_output_is_late_by_about_two_milliseconds() {
        short[] in = new short[4_800];
        in[1_500] = 20_000;
        assertThat(loudest(Resampler.immediate(48_000, 16_000).process(in))).isBetween(501, 500 + 40);
    }

    @Test
    void a_flushed_converter_starts_like_a_new_one() {
        Resampler used = Resampler.aligned(24_000, 16_000);
        used.process(Sound.noise(-10, 5_000, 3));
        used.flush();
        short[] in = Sound.noise(-20, 2_400, 4);
        assertThat(Sound.join(used.process(in), used.flush())).isEqualTo(convert(24_000, 16_000, in));
    }

    @Test
    void the_same_rate_changes_nothing() {
        short[] in = Sound.noise(-10, 1_600, 5);
        assertThat(convert(16_000, 16_000, in)).isEqualTo(in);
    }

    @Test
    void full_scale_is_clipped_not_wrapped() {
        short[] square = new short[8_000];
        for (int i = 0; i < square.length; i++) {
            square[i] = (i / 20) % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] out = convert(16_000, 24_000, square);
        for (int i = 300; i < out.length - 300; i++) {
            int inSquare = i % 60;
            if (inSquare > 5 && inSquare < 25) {
                assertThat(out[i]).isGreaterThan((short) 20_000);
            }
        }
    }

    @Test
    void rates_without_a_useful_ratio_are_refused() {
        assertThatThrownBy(() -> Resampler.aligned(16_000, 24_001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Resampler.aligned(0, 16_000)).isInstanceOf(IllegalArgumentException.class);
    }

    private static short[] convert(int from, int to, short[] in) {
        Resampler resampler = Resampler.aligned(from, to);
        return Sound.join(resampler.process(in), resampler.flush());
    }

    private static short[] middle(short[] samples, int edge) {
        return java.util.Arrays.copyOfRange(samples, edge, samples.length - edge);
    }

    private static int loudest(short[] samples) {
        int loudest = 0;
        for (int i = 0; i < samples.length; i++) {
            loudest = Math.abs(samples[i]) > Math.abs(samples[loudest]) ? i : loudest;
        }
        return loudest;
    }
}
