package dev.mynah.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class PipeTest {
    private static final int ROUNDS = 5_000;

    @Test
    void everything_put_comes_out_in_order_and_then_the_end() throws Exception {
        Pipe<Integer> pipe = new Pipe<>(3);
        CompletableFuture<List<Integer>> taken = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> taken.complete(drain(pipe)));
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            pipe.put(i);
            all.add(i);
        }
        pipe.end();
        assertThat(taken.get(20, TimeUnit.SECONDS)).isEqualTo(all);
    }

    @Test
    void no_more_than_its_room_is_ever_taken_ahead() throws Exception {
        Pipe<Integer> pipe = new Pipe<>(2);
        pipe.put(1);
        pipe.put(2);
        CountDownLatch third = new CountDownLatch(1);
        Thread putter = Thread.ofVirtual().start(() -> {
            try {
                pipe.put(3);
                third.countDown();
            } catch (InterruptedException cut) {
                // Ends the thread, which the test waits for.
            }
        });
        while (putter.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(third.getCount()).isEqualTo(1);
        assertThat(pipe.take()).contains(1);
        assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_poisoned_pipe_refuses_both_ends_at_once() {
        Pipe<Integer> pipe = new Pipe<>(2);
        pipe.poison();
        assertThatThrownBy(() -> pipe.put(1)).isInstanceOf(InterruptedException.class);
        assertThatThrownBy(pipe::take).isInstanceOf(InterruptedException.class);
    }

    @Test
    void an_end_that_comes_after_the_poison_changes_nothing() {
        Pipe<Integer> pipe = new Pipe<>(2);
        pipe.poison();
        pipe.end();
        assertThatThrownBy(pipe::take).isInstanceOf(InterruptedException.class);
    }

    @Test
    void whoever_waits_at_either_end_is_freed_by_poison_at_any_moment() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Pipe<Integer> pipe = new Pipe<>(1);
            CountDownLatch freed = new CountDownLatch(2);
            Thread.ofVirtual().start(() -> {
                fill(pipe);
                freed.countDown();
            });
            Thread.ofVirtual().start(() -> {
                drain(pipe);
                freed.countDown();
            });
            if (i % 3 == 0) {
                LockSupport.parkNanos(1_000);
            }
            pipe.poison();
            assertThat(freed.await(10, TimeUnit.SECONDS)).as("round %d", i).isTrue();
        }
    }

    @Test
    void a_stage_that_swallows_its_interrupt_and_comes_back_is_refused() throws Exception {
        Pipe<Integer> pipe = new Pipe<>(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread stubborn = Thread.ofVirtual().start(() -> {
            for (int refusals = 0; refusals < 2; ) {
                try {
                    pipe.take();
                } catch (InterruptedException swallowed) {
                    refusals++;
                }
            }
            over.countDown();
        });
        pipe.poison();
        stubborn.interrupt();
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void fill(Pipe<Integer> pipe) {
        try {
            for (int i = 0; ; i++) {
                pipe.put(i);
            }
        } catch (InterruptedException poisoned) {
            // As it should be.
        }
    }

    private static List<Integer> drain(Pipe<Integer> pipe) {
        List<Integer> all = new ArrayList<>();
        try {
            for (Optional<Integer> next = pipe.take(); next.isPresent(); next = pipe.take()) {
                all.add(next.get());
            }
        } catch (InterruptedException poisoned) {
            // What came so far counts.
        }
        return all;
    }
}
