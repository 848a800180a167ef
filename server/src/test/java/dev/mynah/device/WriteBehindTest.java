package dev.mynah.device;

import static dev.mynah.testing.MemoryFleet.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class WriteBehindTest {
    private final VirtualTime time = new VirtualTime();
    private final List<Integer> batches = new ArrayList<>();
    private boolean broken;

    @Test
    void thousands_are_written_in_batches_and_each_once() {
        WriteBehind writing = writing(Runnable::run);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 1201; i++) {
                writing.mark(id(i));
            }
        }
        assertThat(writing.waiting()).isEqualTo(1201);
        time.pass(Duration.ofSeconds(2));
        assertThat(batches).containsExactly(500, 500, 201);
        assertThat(time.waiting()).as("nothing is left to do").isZero();
    }

    @Test
    void what_fails_is_tried_again_after_longer_and_longer_and_at_least_every_minute() {
        WriteBehind writing = writing(Runnable::run);
        broken = true;
        writing.mark(id(1));
        time.pass(Duration.ofSeconds(2));
        assertThat(batches).hasSize(1);
        time.pass(Duration.ofMillis(3_999));
        assertThat(batches).hasSize(1);
        time.pass(Duration.ofMillis(1));
        assertThat(batches).hasSize(2);
        time.pass(Duration.ofHours(1));
        int during = batches.size();
        assertThat(during).isBetween(60, 70);
        broken = false;
        time.pass(Duration.ofMinutes(1));
        assertThat(writing.waiting()).isZero();
        assertThat(batches).hasSize(during + 1);
        writing.mark(id(2));
        time.pass(Duration.ofSeconds(2));
        assertThat(writing.waiting()).as("soon again, once it works").isZero();
    }

    @Test
    void a_mark_while_it_is_being_written_is_written_afterwards() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch marked = new CountDownLatch(1);
        WriteBehind behind =
                new WriteBehind(time, task -> Thread.ofVirtual().start(task), Duration.ofSeconds(1), ids -> {
                    batches.add(ids.size());
                    writing.countDown();
                    try {
                        marked.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        behind.mark(id(1));
        time.pass(Duration.ofSeconds(1));
        writing.await();
        behind.mark(id(1));
        assertThat(behind.waiting()).isEqualTo(1);
        marked.countDown();
        assertThat(behind.flush()).isTrue();
        assertThat(behind.waiting()).isZero();
    }

    @Test
    void closing_writes_what_waits() {
        WriteBehind writing = writing(Runnable::run);
        writing.mark(id(1));
        assertThat(writing.flush()).isTrue();
        assertThat(batches).containsExactly(1);
        broken = true;
        writing.mark(id(1));
        assertThat(writing.flush()).isFalse();
        assertThat(writing.waiting()).isEqualTo(1);
    }

    private WriteBehind writing(Executor threads) {
        return new WriteBehind(time, threads, Duration.ofSeconds(2), this::write);
    }

    private void write(List<DeviceId> ids) {
        batches.add(ids.size());
        if (broken) {
            throw new IllegalStateException("broken");
        }
    }
}
