package dev.mynah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.storage.StorageException;
import dev.mynah.storage.StorageException.Reason;
import dev.mynah.storage.testing.Until;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void release() {
        goOn.countDown();
        callers.close();
    }

    @Test
    void no_more_are_inside_than_there_are_places_and_everybody_gets_in() throws Exception {
        Admission admission = new Admission(100, 3);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var all = new ArrayList<Future<Integer>>();
        for (int i = 0; i < 60; i++) {
            all.add(callers.submit(() -> admission.during(() -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                return inside.decrementAndGet();
            })));
        }
        for (Future<Integer> one : all) {
            one.get();
        }

        assertThat(most.get()).isBetween(1, 3);
        assertThat(admission.admitted()).isZero();
    }

    @Test
    void who_comes_when_too_many_wait_is_refused_by_name() {
        Admission admission = new Admission(2, 1);
        callers.submit(() -> admission.during(this::stay));
        callers.submit(() -> admission.during(this::stay));
        Until.so("both are there", () -> admission.admitted() == 2);

        assertThatThrownBy(() -> admission.during(() -> 1))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FULL));
    }

    @Test
    void who_is_told_to_stop_while_waiting_leaves_and_stays_interrupted() throws Exception {
        Admission admission = new Admission(10, 1);
        callers.submit(() -> admission.during(this::stay));
        Until.so("one is inside", () -> admission.admitted() == 1);
        var interrupted = new CountDownLatch(1);
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                admission.during(() -> 1);
            } catch (StorageException told) {
                if (Thread.currentThread().isInterrupted()) {
                    interrupted.countDown();
                }
            }
        });
        Until.so("another waits", () -> admission.admitted() == 2);

        waiting.interrupt();
        interrupted.await();

        Until.so("it has left", () -> admission.admitted() == 1);
    }

    @Test
    void closing_waits_for_those_that_were_admitted_and_admits_no_more() throws Exception {
        Admission admission = new Admission(10, 1);
        Future<Integer> first = callers.submit(() -> admission.during(this::stay));
        Until.so("one is inside", () -> admission.admitted() == 1);
        Future<Integer> second = callers.submit(() -> admission.during(() -> 2));
        Until.so("another waits", () -> admission.admitted() == 2);
        Future<?> closing = callers.submit(admission::close);

        goOn.countDown();
        closing.get();

        assertThat(first.get()).isEqualTo(1);
        assertThat(second.get()).isEqualTo(2);
        assertThatThrownBy(() -> admission.during(() -> 3))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    private int stay() {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return 1;
    }
}
