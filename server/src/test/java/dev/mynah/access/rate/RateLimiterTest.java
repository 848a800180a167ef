package dev.mynah.access.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.testing.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final VirtualTime time = new VirtualTime();

    private RateLimiter limiter(int perMinute, int burst, int most) {
        return new RateLimiter(new Rate(perMinute, burst), most, time::nanoTime);
    }

    private static int granted(RateLimiter limiter, String key, int asked) {
        int granted = 0;
        for (int i = 0; i < asked; i++) {
            granted += limiter.take(key).isZero() ? 1 : 0;
        }
        return granted;
    }

    @Test
    void a_burst_is_granted_and_then_the_rate() {
        RateLimiter limiter = limiter(60, 10, 100);
        assertThat(granted(limiter, "a", 50)).isEqualTo(10);
        time.pass(Duration.ofSeconds(5));
        assertThat(granted(limiter, "a", 50)).isEqualTo(5);
        time.pass(Duration.ofMinutes(10));
        assertThat(granted(limiter, "a", 50)).isEqualTo(10);
    }

    @Test
    void the_rate_holds_on_the_long_run() {
        RateLimiter limiter = limiter(20, 20, 100);
        int granted = 0;
        for (int second = 0; second < 600; second++) {
            granted += granted(limiter, "a", 3);
            time.pass(Duration.ofSeconds(1));
        }
        assertThat(granted).isBetween(20 + 199, 20 + 201);
    }

    @Test
    void who_asks_in_time_is_never_refused() {
        RateLimiter limiter = limiter(20, 1, 100);
        for (int i = 0; i < 1000; i++) {
            assertThat(limiter.take("a")).isZero();
            time.pass(Duration.ofSeconds(3));
        }
    }

    @Test
    void the_wait_it_names_is_long_enough_and_no_longer() {
        RateLimiter limiter = limiter(7, 3, 100);
        granted(limiter, "a", 3);
        Duration wait = limiter.take("a");
        time.pass(wait.minusNanos(1));
        assertThat(limiter.take("a")).isPositive();
        time.pass(Duration.ofNanos(1));
        assertThat(limiter.take("a")).isZero();
    }

    @Test
    void asking_in_vain_makes_nothing_worse() {
        RateLimiter limiter = limiter(60, 1, 100);
        limiter.take("a");
        Duration wait = limiter.take("a");
        granted(limiter, "a", 1000);
        assertThat(limiter.take("a")).isEqualTo(wait);
    }

    @Test
    void one_has_nothing_to_do_with_another() {
        RateLimiter limiter = limiter(60, 5, 100);
        granted(limiter, "a", 100);
        assertThat(granted(limiter, "b", 5)).isEqualTo(5);
    }

    @Test
    void who_has_caught_up_is_forgotten_when_room_is_needed() {
        RateLimiter limiter = limiter(60, 5, 3);
        limiter.take("a");
        limiter.take("b");
        limiter.take("c");
        time.pass(Duration.ofSeconds(2));
        assertThat(granted(limiter, "d", 5)).isEqualTo(5);
        assertThat(limiter.size()).isEqualTo(1);
    }

    @Test
    void when_no_more_can_be_remembered_strangers_share_a_rate_and_the_known_keep_theirs() {
        RateLimiter limiter = limiter(60, 5, 2);
        assertThat(granted(limiter, "a", 3)).isEqualTo(3);
        assertThat(granted(limiter, "b", 5)).isEqualTo(5);
        int strangers = 0;
        for (int i = 0; i < 1000; i++) {
            strangers += granted(limiter, "stranger " + i, 1);
        }
        assertThat(strangers).isEqualTo(5);
        assertThat(limiter.size()).isEqualTo(3);
        assertThat(granted(limiter, "a", 5)).isEqualTo(2);
    }

    @Test
    void without_a_rate_everything_is_granted_and_nothing_remembered() {
        RateLimiter limiter = new RateLimiter(Rate.UNLIMITED, 1, time::nanoTime);
        assertThat(granted(limiter, "a", 1000)).isEqualTo(1000);
        assertThat(limiter.size()).isZero();
    }
}
