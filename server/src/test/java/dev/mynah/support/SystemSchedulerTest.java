package dev.mynah.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemSchedulerTest {
    private static final long FAR = TimeUnit.HOURS.toNanos(1);

    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final SystemScheduler scheduler = new SystemScheduler(work -> {
        Thread made = Thread.ofPlatform().daemon().unstarted(work);
        thread.set(made);
        return made;
    });

    @AfterEach
    void stop() {
        scheduler.close();
    }

    @Test
    void tasks_run_in_the_order_of_their_time_and_of_their_coming() throws Exception {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(4);
        long soon = scheduler.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
        for (int number : List.of(3, 1, 2, 4)) {
            long at = number > 2 ? soon + number : soon;
            scheduler.at(at, () -> {
                order.add(number);
                done.countDown();
            });
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(order).containsExactly(1, 2, 3, 4);
    }

    @Test
    void no_task_runs_before_its_time() throws Exception {
        CountDownLatch done = new CountDownLatch(200);
        AtomicInteger early = new AtomicInteger();
        for (int i = 0; i < 200; i++) {
            long at = scheduler.nanoTime() + (i * 37 % 200) * 100_000L;
            scheduler.at(at, () -> {
                if (scheduler.nanoTime() < at) {
                    early.incrementAndGet();
                }
                done.countDown();
            });
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(early).hasValue(0);
    }

    @Test
    void a_cancelled_task_never_runs_and_is_not_counted_as_waiting() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        Scheduler.Cancellable called = scheduler.at(scheduler.nanoTime() + FAR, ran::incrementAndGet);
        assertThat(scheduler.waiting()).isEqualTo(1);
        called.cancel();
        called.cancel();
        assertThat(scheduler.waiting()).isZero();
        settle();
        assertThat(ran).hasValue(0);
    }

    @Test
    void cancelling_a_task_that_ran_changes_nothing() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        Scheduler.Cancellable task = scheduler.at(scheduler.nanoTime(), ran::countDown);
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        settle();
        task.cancel();
        assertThat(scheduler.waiting()).isZero();
    }

    @Test
    void timers_armed_anew_again_and_again_do_not_pile_up() {
        int sessions = 2_000;
        List<Scheduler.Cancellable> idle = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            idle.add(scheduler.at(scheduler.nanoTime() + FAR + i, () -> {}));
        }
        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < sessions; i++) {
                idle.get(i).cancel();
                idle.set(i, scheduler.at(scheduler.nanoTime() + FAR + i, () -> {}));
            }
            assertThat(scheduler.waiting()).isEqualTo(sessions);
            assertThat(scheduler.held()).as("kept for nothing").isLessThanOrEqualTo(2 * sessions + 64);
        }
        idle.forEach(Scheduler.Cancellable::cancel);
        assertThat(scheduler.waiting()).isZero();
        assertThat(scheduler.held()).isLessThanOrEqualTo(64);
    }

    @Test
    void tasks_cancelled_while_they_come_due_either_run_once_or_not_at_all() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        int tasks = 20_000;
        List<AtomicInteger> each = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            AtomicInteger mine = new AtomicInteger();
            each.add(mine);
            Scheduler.Cancellable task = scheduler.at(scheduler.nanoTime() + i % 50_000, () -> {
                mine.incrementAndGet();
                ran.incrementAndGet();
            });
            if (i % 2 == 0) {
                task.cancel();
            }
        }
        settle();
        assertThat(each).allMatch(times -> times.get() <= 1);
        assertThat(ran.get()).isBetween(tasks / 2, tasks);
        assertThat(scheduler.waiting()).isZero();
    }

    @Test
    void neither_an_exception_nor_an_error_nor_an_interrupt_stops_time() throws Exception {
        scheduler.at(scheduler.nanoTime(), () -> {
            throw new IllegalStateException("a fault of the test");
        });
        scheduler.at(scheduler.nanoTime(), () -> {
            throw new StackOverflowError("a fault of the test");
        });
        settle();
        thread.get().interrupt();
        settle();
    }

    @Test
    void after_the_end_nothing_runs_and_the_thread_is_gone() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        scheduler.at(scheduler.nanoTime() + FAR, ran::incrementAndGet);
        scheduler.close();
        thread.get().join(10_000);
        assertThat(thread.get().isAlive()).isFalse();
        assertThat(scheduler.waiting()).isZero();
        scheduler.at(scheduler.nanoTime(), ran::incrementAndGet);
        assertThat(scheduler.waiting()).isZero();
    }

    /** Returns when everything due now has run. */
    private void settle() throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        scheduler.at(scheduler.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1), passed::countDown);
        assertThat(passed.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
