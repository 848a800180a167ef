package dev.mynah.voice.stt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

final class HeardAudioTest {
    private final HeardAudio audio = new HeardAudio();

    @Test
    void a_minute_is_kept_and_no_more() {
        for (int each = 0; each < 61; each++) {
            audio.add(new short[16_001]);
        }
        assertThat(audio.length()).isEqualTo(960_000);
        assertThat(audio.samples()).hasSize(960_000);
    }

    @Test
    void the_samples_of_the_caller_may_change_afterwards() {
        short[] frame = {1, 2, 3};
        audio.add(frame);
        frame[0] = 9;
        audio.add(new short[] {4});
        assertThat(audio.samples()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void the_file_is_one_that_others_can_read() throws Exception {
        audio.add(new short[] {1, -1, 258});
        try (AudioInputStream file = AudioSystem.getAudioInputStream(new ByteArrayInputStream(audio.wav()))) {
            assertThat(file.getFormat().matches(new AudioFormat(16_000, 16, 1, true, false)))
                    .isTrue();
            assertThat(file.getFrameLength()).isEqualTo(3);
            assertThat(file.readAllBytes()).containsExactly(1, 0, -1, -1, 2, 1);
        }
    }

    @Test
    void nothing_is_left_after_clearing() {
        audio.add(new short[100]);
        audio.clear();
        assertThat(audio.samples()).isEmpty();
        audio.add(new short[] {5});
        assertThat(audio.samples()).containsExactly(5);
    }
}
