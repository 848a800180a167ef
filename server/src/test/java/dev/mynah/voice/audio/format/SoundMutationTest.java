package dev.mynah.voice.audio.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.voice.audio.ConcentusCodec;
import dev.mynah.voice.audio.Sound;
import dev.mynah.voice.audio.WavFile;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged files of every format: sound or a refusal in words, never anything else. */
class SoundMutationTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final WavFile TONE = new WavFile(22_050, Sound.sine(440, 0.4, 22_050, 8_000));

    @ParameterizedTest
    @EnumSource(SoundFormat.class)
    void damaged_files_give_sound_or_a_refusal(SoundFormat format) {
        ConcentusCodec codec = new ConcentusCodec(0);
        byte[] file = new SoundFiles(codec).write(TONE, format);
        Random random = new Random(7);
        int refused = 0;
        int rounds = format == SoundFormat.MP3 ? 400 : 1_500;
        for (int i = 0; i < rounds; i++) {
            byte[] damaged = mutate(file, random);
            try {
                short[] heard = HeardSound.read(format, SampleFormat.USUAL, damaged, codec, LONGEST);
                assertThat(heard.length).isLessThanOrEqualTo(30 * 16_000 + 1_000);
            } catch (UnreadableSoundException refusal) {
                assertThat(refusal.reason()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).as("of " + rounds).isGreaterThan(format == SoundFormat.MP3 ? 0 : rounds / 50);
    }

    static byte[] mutate(byte[] file, Random random) {
        byte[] out = file.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            // Half of the damage near the beginning, where the headers are.
            int at = random.nextInt(random.nextBoolean() ? out.length : Math.min(64, out.length));
            switch (random.nextInt(5)) {
                case 0 -> out[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> out[at] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(256));
                case 2 -> out = Arrays.copyOf(out, Math.max(1, at));
                case 3 ->
                    Arrays.fill(out, at, Math.min(out.length, at + random.nextInt(8)), (byte) random.nextInt(256));
                default -> {
                    byte[] moved = Arrays.copyOfRange(out, at, out.length);
                    out = PcmDecoder.join(Arrays.copyOf(out, Math.min(out.length, at + random.nextInt(40))), moved);
                }
            }
        }
        return out;
    }
}
