package dev.mynah.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaybackTest {
    private static final long FRAME = 60_000_000L;

    private final Playback playback = new Playback(60);

    @Test
    void packets_in_time_are_played_without_a_gap() {
        for (int i = 0; i < 100; i++) {
            assertThat(playback.offer(i * FRAME - (i == 0 ? 0 : 2 * FRAME / 3))).isTrue();
        }
        assertThat(playback.quality(200 * FRAME)).isEqualTo(new Playback.Quality(100, 0, 0, 0, 1));
    }

    @Test
    void a_late_packet_leaves_a_gap() {
        playback.offer(0);
        playback.offer(FRAME + 25_000_000L);
        assertThat(playback.quality(10 * FRAME)).isEqualTo(new Playback.Quality(2, 0, 1, 25, 0));
    }

    @Test
    void a_gap_that_nobody_hears_does_not_count() {
        playback.offer(0);
        playback.offer(FRAME + 4_000_000L);
        assertThat(playback.quality(10 * FRAME)).isEqualTo(new Playback.Quality(2, 0, 0, 0, 0));
    }

    @Test
    void what_does_not_fit_is_dropped() {
        for (int i = 0; i < 50; i++) {
            playback.offer(0);
        }
        assertThat(playback.quality(0))
                .isEqualTo(new Playback.Quality(1, 50 - 1 - Playback.CAPACITY, 0, 0, Playback.CAPACITY));
        assertThat(playback.offer(FRAME))
                .as("one place is free after one packet")
                .isTrue();
    }

    @Test
    void the_queue_drains_in_real_time() {
        for (int i = 0; i < 10; i++) {
            playback.offer(0);
        }
        assertThat(playback.nanosUntilSilent(0)).isEqualTo(10 * FRAME);
        assertThat(playback.nanosUntilSilent(3 * FRAME + 1)).isEqualTo(7 * FRAME - 1);
        assertThat(playback.nanosUntilSilent(11 * FRAME)).isZero();
        assertThat(new Playback(60).nanosUntilSilent(5)).isZero();
    }
}
