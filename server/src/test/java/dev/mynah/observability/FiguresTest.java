package dev.mynah.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private Instant now = Instant.parse("2026-03-01T12:02:00Z");
    private final Figures figures = new Figures(() -> now);

    @Test
    void turns_are_counted_in_the_stretch_they_were_in() {
        figures.turn(false, false, 500.0, 1.0);
        figures.turn(true, false, null, null);
        now = now.plus(Duration.ofMinutes(5));
        figures.turn(false, true, 700.0, 2.0);

        assertThat(figures.latest(3))
                .containsExactly(
                        new Figures.Point(Instant.parse("2026-03-01T11:55:00Z"), 0, 0, null, null, 0),
                        new Figures.Point(Instant.parse("2026-03-01T12:00:00Z"), 2, 1, 500.0, 500.0, 0),
                        new Figures.Point(Instant.parse("2026-03-01T12:05:00Z"), 1, 0, 700.0, 700.0, 0));
        assertThat(figures.day()).isEqualTo(new Figures.Day(3, 1, 1, 700.0, 700.0, 2.0, 2.0));
    }

    @Test
    void percentiles_are_of_all_turns() {
        for (int i = 1; i <= 100; i++) {
            figures.turn(false, false, (double) i, null);
        }

        assertThat(figures.day().p50Ms()).isEqualTo(51.0);
        assertThat(figures.day().p95Ms()).isEqualTo(96.0);
        assertThat(figures.day().serverP50Ms()).isNull();
    }

    @Test
    void what_is_older_than_a_day_is_forgotten() {
        figures.turn(true, false, 500.0, 1.0);
        now = now.plus(Duration.ofHours(24));

        assertThat(figures.day()).isEqualTo(new Figures.Day(0, 0, 0, null, null, null, null));
        assertThat(figures.latest(288)).noneMatch(point -> point.turns() > 0);
    }

    @Test
    void of_very_many_turns_the_latest_count() {
        for (int i = 0; i < 2000; i++) {
            figures.turn(false, false, i < 1000 ? 9000.0 : 10.0, null);
        }

        assertThat(figures.day().turns()).isEqualTo(2000);
        assertThat(figures.day().p95Ms()).isEqualTo(10.0);
    }

    @Test
    void the_most_devices_of_a_stretch_are_told() {
        figures.online(3);
        figures.online(8);
        figures.online(2);

        assertThat(figures.latest(1).getFirst().online()).isEqualTo(8);
    }
}
