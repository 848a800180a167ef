package dev.mynah.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Duration NO_LINGER = Duration.ZERO;
    private final AtomicInteger threads = new AtomicInteger();
    private final Executor virtual = task -> {
        threads.incrementAndGet();
        Thread.ofVirtual().start(task);
    };

    @Test
    void no_task_is_lost_or_run_beside_another_however_often_the_thread_ends_and_starts() throws Exception {
        Lane lane = new Lane(virtual, 1_000_000, NO_LINGER);
        int perSender = 20_000;
        int senders = 4;
        List<List<Integer>> seen = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            seen.add(new ArrayList<>());
        }
        AtomicBoolean inside = new AtomicBoolean();
        AtomicInteger overlaps = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(perSender * senders);
        for (int sender = 0; sender < senders; sender++) {
            List<Integer> mine = seen.get(sender);
            Thread.ofVirtual().start(() -> {
                for (int i = 0; i < perSender; i++) {
                    int number = i;
                    lane.execute(() -> {
                        if (!inside.compareAndSet(false, true)) {
                            overlaps.incrementAndGet();
                        }
                        mine.add(number);
                        inside.set(false);
                        done.countDown();
                    });
                    if (i % 64 == 0) {
                        LockSupport.parkNanos(1_000);
                    }
                }
            });
        }
        assertThat(done.await(30, TimeUnit.SECONDS))
                .as("%d tasks lost", done.getCount())
                .isTrue();
        assertThat(overlaps).hasValue(0);
        for (List<Integer> mine : seen) {
            assertThat(mine).hasSize(perSender).isSorted();
        }
    }

    @Test
    void a_single_task_is_never_forgotten_when_the_thread_is_just_about_to_end() throws Exception {
        Lane lane = new Lane(virtual, 10, NO_LINGER);
        for (int i = 0; i < 20_000; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            lane.execute(ran::countDown);
            assertThat(ran.await(10, TimeUnit.SECONDS)).as("task %d", i).isTrue();
        }
    }

    @Test
    void a_task_that_fails_leaves_the_others_alone() throws Exception {
        Lane lane = new Lane(virtual, 10, NO_LINGER);
        CountDownLatch ran = new CountDownLatch(1);
        lane.execute(() -> {
            throw new IllegalStateException("a fault of the test");
        });
        lane.execute(ran::countDown);
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void even_an_error_such_as_a_missing_native_library_does_not_stop_the_lane() throws Exception {
        Lane lane = new Lane(virtual, 10, Duration.ofSeconds(1));
        CountDownLatch filled = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(1);
        lane.execute(() -> {
            awaited(filled);
            throw new UnsatisfiedLinkError("a fault of the test");
        });
        lane.execute(ran::countDown);
        filled.countDown();
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_full_lane_refuses_what_comes_from_outside_and_takes_what_is_its_own() throws Exception {
        Lane lane = new Lane(virtual, 3, NO_LINGER);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(4);
        lane.execute(() -> {
            entered.countDown();
            awaited(release);
        });
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(lane.offer(done::countDown)).isTrue();
        }
        assertThat(lane.offer(done::countDown)).isFalse();
        lane.execute(done::countDown);
        release.countDown();
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void frames_that_follow_each_other_share_one_thread_and_silence_has_none() throws Exception {
        Lane lane = new Lane(virtual, 100, Duration.ofSeconds(60));
        for (int i = 0; i < 1000; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            lane.execute(ran::countDown);
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(threads).hasValue(1);
    }

    @Test
    void a_thread_that_cannot_be_had_now_is_asked_for_again_with_the_next_task() throws Exception {
        AtomicBoolean refuse = new AtomicBoolean(true);
        Lane lane = new Lane(
                task -> {
                    if (refuse.get()) {
                        throw new RejectedExecutionException("a fault of the test");
                    }
                    virtual.execute(task);
                },
                10,
                NO_LINGER);
        CountDownLatch ran = new CountDownLatch(2);
        try {
            lane.execute(ran::countDown);
        } catch (RejectedExecutionException expected) {
            assertThat(expected).hasMessage("a fault of the test");
        }
        refuse.set(false);
        lane.execute(ran::countDown);
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
