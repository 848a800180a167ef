package dev.mynah.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.voice.audio.WavFile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SpokenAnswersTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final SpokenAnswers answers = new SpokenAnswers(now::get, new Random(1), Duration.ofMinutes(10), 1_000_000);

    @Test
    void an_answer_is_found_until_its_time_is_over() {
        String id = answers.keep(sound(100));
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(10).minusMillis(1)));
        assertThat(answers.find(id)).isPresent();
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(10)));
        assertThat(answers.find(id)).isEmpty();
        assertThat(answers.size()).isZero();
    }

    @Test
    void the_oldest_go_when_the_room_is_needed() {
        String first = answers.keep(sound(200_000));
        String second = answers.keep(sound(200_000));
        String third = answers.keep(sound(200_000));
        assertThat(answers.find(first)).isEmpty();
        assertThat(answers.find(second)).isPresent();
        assertThat(answers.find(third)).isPresent();
    }

    @Test
    void no_two_have_the_same_name_and_every_name_fits_an_address() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            names.add(answers.keep(sound(1)));
        }
        assertThat(names).hasSize(1_000).allMatch(name -> name.matches("[A-Za-z0-9_-]{32}"));
    }

    private static WavFile sound(int samples) {
        return new WavFile(22_050, new short[samples]);
    }
}
