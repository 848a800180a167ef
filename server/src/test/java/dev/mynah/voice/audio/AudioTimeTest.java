package dev.mynah.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AudioTimeTest {
    @Test
    void sixteen_samples_are_a_millisecond() {
        AudioTime second = AudioTime.START.plus(Duration.ofSeconds(1));
        assertThat(second).isEqualTo(new AudioTime(16_000));
        assertThat(second.minus(Duration.ofMillis(700)).millis()).isEqualTo(300);
        assertThat(second.since(new AudioTime(8_000))).isEqualTo(Duration.ofMillis(500));
        assertThat(AudioTime.durationOf(1)).isEqualTo(Duration.ofNanos(62_500));
    }

    @Test
    void moments_are_in_order() {
        assertThat(new AudioTime(1)).isLessThan(new AudioTime(2));
        assertThat(new AudioTime(1).since(new AudioTime(17))).isEqualTo(Duration.ofMillis(-1));
    }

    @Test
    void the_noise_floor_follows_the_room_down_at_once_and_up_within_seconds() {
        NoiseFloor floor = new NoiseFloor();
        learn(floor, -40, 50);
        assertThat(floor.level()).isEqualTo(-40);
        learn(floor, -60, 10);
        assertThat(floor.level()).isLessThan(-59);
        learn(floor, -45, 100);
        assertThat(floor.level()).isLessThan(-59);
        learn(floor, -45, 100);
        assertThat(floor.level()).isBetween(-46.0, -45.0);
    }

    @Test
    void digital_silence_says_nothing_about_the_room() {
        NoiseFloor floor = new NoiseFloor();
        learn(floor, -50, 50);
        learn(floor, NoiseFloor.level(new short[320]), 500);
        assertThat(floor.level()).isEqualTo(-50);
    }

    private static void learn(NoiseFloor floor, double level, int frames) {
        for (int i = 0; i < frames; i++) {
            floor.learn(level);
        }
    }
}
