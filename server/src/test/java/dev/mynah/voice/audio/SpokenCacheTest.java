package dev.mynah.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mynah.voice.audio.SpokenCache.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SpokenCacheTest {
    private static final Sentence HELLO = key("hello");

    private final SpokenCache cache = new SpokenCache(10_000);

    @Test
    void a_complete_sentence_is_found_again() {
        keep(cache, HELLO, frame(1), frame(2));
        assertThat(cache.find(HELLO).orElseThrow()).containsExactly(frame(1), frame(2));
    }

    @Test
    void another_voice_text_rate_or_frame_is_another_sentence() {
        keep(cache, HELLO, frame(1));
        assertThat(cache.find(new Sentence("b", "hello", 24_000, 60))).isEmpty();
        assertThat(cache.find(new Sentence("a", "hello!", 24_000, 60))).isEmpty();
        assertThat(cache.find(new Sentence("a", "hello", 16_000, 60))).isEmpty();
        assertThat(cache.find(new Sentence("a", "hello", 24_000, 20))).isEmpty();
    }

    @Test
    void a_sentence_in_the_making_is_not_found() {
        SpokenCache.Recording recording = cache.record(HELLO);
        recording.add(frame(1));
        assertThat(cache.find(HELLO)).isEmpty();
        recording.complete();
        assertThat(cache.find(HELLO)).isPresent();
    }

    @Test
    void an_interrupted_sentence_is_never_kept() {
        SpokenCache.Recording recording = cache.record(HELLO);
        recording.add(frame(1));
        recording.abandon();
        recording.add(frame(2));
        recording.complete();
        assertThat(cache.find(HELLO)).isEmpty();
        assertThat(cache.figures().bytes()).isZero();
    }

    @Test
    void frames_added_after_the_end_do_not_change_what_was_kept() {
        SpokenCache.Recording recording = cache.record(HELLO);
        byte[] mine = frame(1);
        recording.add(mine);
        mine[0] = 99;
        recording.complete();
        recording.add(frame(2));
        recording.complete();
        assertThat(cache.find(HELLO).orElseThrow()).containsExactly(frame(1));
    }

    @Test
    void a_sentence_without_sound_is_not_kept() {
        cache.record(HELLO).complete();
        assertThat(cache.find(HELLO)).isEmpty();
    }

    @Test
    void what_was_used_longest_ago_goes_first() {
        for (int i = 0; i < 50; i++) {
            keep(cache, key("sentence " + i), new byte[500]);
            assertThat(cache.find(key("sentence 0"))).isPresent();
            assertThat(cache.figures().bytes()).isLessThanOrEqualTo(10_000);
        }
        assertThat(cache.find(key("sentence 1"))).isEmpty();
        assertThat(cache.find(key("sentence 49"))).isPresent();
    }

    @Test
    void a_sentence_larger_than_the_cache_pushes_nothing_out() {
        keep(cache, HELLO, frame(1));
        keep(cache, key("a very long story"), new byte[6_000], new byte[6_000]);
        assertThat(cache.find(key("a very long story"))).isEmpty();
        assertThat(cache.find(HELLO)).isPresent();
    }

    @Test
    void the_same_sentence_twice_counts_once() {
        keep(cache, HELLO, new byte[700]);
        long once = cache.figures().bytes();
        keep(cache, HELLO, new byte[700]);
        assertThat(cache.figures().bytes()).isEqualTo(once);
        assertThat(cache.figures().sentences()).isEqualTo(1);
    }

    @Test
    void hits_and_misses_are_counted_and_everything_can_be_forgotten() {
        cache.find(HELLO);
        keep(cache, HELLO, frame(1));
        cache.find(HELLO);
        cache.find(HELLO);
        assertThat(cache.figures().hits()).isEqualTo(2);
        assertThat(cache.figures().misses()).isEqualTo(1);
        cache.clear();
        assertThat(cache.find(HELLO)).isEmpty();
        assertThat(cache.figures().bytes()).isZero();
    }

    @Test
    void a_cache_of_nothing_keeps_nothing() {
        SpokenCache none = new SpokenCache(0);
        keep(none, HELLO, frame(1));
        assertThat(none.find(HELLO)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new SpokenCache(-1));
    }

    @Test
    void many_threads_keep_its_books_in_order() throws Exception {
        CountDownLatch together = new CountDownLatch(4);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                done.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    for (int i = 0; i < 2_000; i++) {
                        Sentence key = key("sentence " + i % 37);
                        keep(cache, key, new byte[i % 37 * 30]);
                        cache.find(key).ifPresent(frames -> assertThat(frames.getFirst())
                                .hasSizeLessThan(37 * 30));
                    }
                    return true;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
        assertThat(cache.figures().bytes()).isBetween(1L, 10_000L);
        assertThat(cache.figures().hits() + cache.figures().misses()).isEqualTo(8_000);
    }

    private static void keep(SpokenCache cache, Sentence key, byte[]... frames) {
        SpokenCache.Recording recording = cache.record(key);
        for (byte[] frame : frames) {
            recording.add(frame);
        }
        recording.complete();
    }

    private static Sentence key(String text) {
        return new Sentence("a", text, 24_000, 60);
    }

    private static byte[] frame(int content) {
        return new byte[] {(byte) content, 2, 3};
    }
}
