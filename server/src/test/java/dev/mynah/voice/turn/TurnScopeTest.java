package dev.mynah.voice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.support.Pipe;
import dev.mynah.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class TurnScopeTest {
    private static final int ROUNDS = 5_000;

    private final VirtualTime time = new VirtualTime();
    private final AtomicInteger leaked = new AtomicInteger();

    private final List<Thread> stages = new CopyOnWriteArrayList<>();

    private TurnScope scope() {
        stages.clear();
        ThreadFactory threads = Thread.ofVirtual().factory();
        ThreadFactory remembered = stage -> {
            Thread thread = threads.newThread(stage);
            stages.add(thread);
            return thread;
        };
        return new TurnScope(remembered, time, leaked::addAndGet);
    }

    @Test
    void stages_that_wait_on_a_pipe_end_when_cancelled_at_any_moment() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            TurnScope scope = scope();
            Pipe<Integer> pipe = new Pipe<>(1);
            scope.onCancel(pipe::poison);
            scope.fork(() -> {
                for (int item = 0; ; item++) {
                    pipe.put(item);
                }
            });
            scope.fork(() -> {
                while (pipe.take().isPresent()) {
                    Thread.onSpinWait();
                }
            });
            if (i % 3 == 0) {
                LockSupport.parkNanos(1_000);
            }
            scope.cancel();
            awaitEnd(scope);
        }
        time.pass(Duration.ofMinutes(1));
        assertThat(leaked).hasValue(0);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void forking_and_cancelling_at_once_leaves_no_stage_behind() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            TurnScope scope = scope();
            Thread canceller = Thread.ofVirtual().start(scope::cancel);
            scope.fork(() -> new CountDownLatch(1).await());
            canceller.join();
            awaitEnd(scope);
        }
    }

    @Test
    void a_stage_that_ends_in_time_leaves_nothing_scheduled() throws Exception {
        TurnScope scope = scope();
        scope.fork(() -> new CountDownLatch(1).await());
        scope.cancel();
        awaitEnd(scope);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void a_stage_that_ignores_its_interrupt_is_counted_as_leaked_and_awaited_by_nobody() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        TurnScope scope = scope();
        scope.fork(() -> stubbornly(release));
        scope.cancel();
        scope.cancel();
        assertThat(scope.alive()).isEqualTo(1);
        time.pass(Duration.ofSeconds(6));
        assertThat(leaked).hasValue(1);
        release.countDown();
        awaitEnd(scope);
    }

    @Test
    void on_a_cancelled_scope_nothing_starts_and_every_channel_is_poisoned() {
        TurnScope scope = scope();
        scope.cancel();
        AtomicInteger ran = new AtomicInteger();
        scope.fork(ran::incrementAndGet);
        scope.onCancel(ran::incrementAndGet);
        assertThat(scope.alive()).isZero();
        assertThat(ran).as("the poison, not the stage").hasValue(1);
    }

    @Test
    void a_stage_that_dies_of_an_error_is_no_longer_alive() throws Exception {
        TurnScope scope = scope();
        scope.fork(() -> {
            throw new UnsatisfiedLinkError("a fault of the test");
        });
        awaitEnd(scope);
    }

    private static void stubbornly(CountDownLatch release) {
        boolean over = false;
        while (!over) {
            try {
                over = release.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException swallowed) {
                // The very fault this stands for.
            }
        }
    }

    /** Joins the threads themselves: a stage is no longer alive a moment before it has forgotten the leak check. */
    private void awaitEnd(TurnScope scope) throws InterruptedException {
        for (Thread stage : stages) {
            stage.join(TimeUnit.SECONDS.toMillis(10));
            assertThat(stage.isAlive()).as("a stage did not end").isFalse();
        }
        assertThat(scope.alive()).isZero();
    }
}
