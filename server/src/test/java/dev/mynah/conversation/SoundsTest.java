package dev.mynah.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.conversation.Sounds.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Path folder = Path.of("");
    private Sounds sounds = new Sounds(folder, 1000);

    @BeforeEach
    void open(@TempDir Path temporary) {
        folder = temporary;
        sounds = new Sounds(folder, 1000);
    }

    @Test
    void a_recording_is_kept_by_its_side() throws IOException {
        sounds.keep("t_1", NOON, Side.HEARD, new byte[] {1});
        sounds.keep("t_1", NOON, Side.SAID, new byte[] {2});

        assertThat(sounds.of("t_1", NOON, Side.HEARD).orElseThrow()).containsExactly(1);
        assertThat(sounds.of("t_1", NOON, Side.SAID).orElseThrow()).containsExactly(2);
        assertThat(sounds.of("t_2", NOON, Side.SAID)).isEmpty();
    }

    @Test
    void when_there_is_too_much_the_oldest_days_make_room() throws IOException {
        for (int day = 0; day < 5; day++) {
            sounds.keep("t_" + day, NOON.plus(Duration.ofDays(day)), Side.SAID, new byte[300]);
        }

        assertThat(sounds.of("t_0", NOON, Side.SAID)).isEmpty();
        assertThat(sounds.of("t_4", NOON.plus(Duration.ofDays(4)), Side.SAID)).isPresent();
        assertThat(folder.toFile().list()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void what_an_earlier_run_left_counts() throws IOException {
        sounds.keep("t_0", NOON, Side.SAID, new byte[900]);

        Sounds again = new Sounds(folder, 1000);
        again.keep("t_1", NOON.plus(Duration.ofDays(1)), Side.SAID, new byte[200]);

        assertThat(again.of("t_0", NOON, Side.SAID)).isEmpty();
    }

    @Test
    void days_before_a_date_are_forgotten() throws IOException {
        sounds.keep("t_0", NOON, Side.SAID, new byte[1]);
        sounds.keep("t_1", NOON.plus(Duration.ofDays(2)), Side.SAID, new byte[1]);

        sounds.forgetBefore(NOON.plus(Duration.ofDays(1)));

        assertThat(sounds.of("t_0", NOON, Side.SAID)).isEmpty();
        assertThat(sounds.of("t_1", NOON.plus(Duration.ofDays(2)), Side.SAID)).isPresent();
    }

    @Test
    void nothing_but_an_id_names_a_file() {
        assertThatThrownBy(() -> sounds.of("../../etc/passwd", NOON, Side.SAID))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
