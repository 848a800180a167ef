package dev.mynah.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NicenessTest {
    private static final int SCHED_IDLE = 5;

    /**
     * How the system treats a thread.
     *
     * @param nice greater for one that gets less
     * @param policy for which times it is
     */
    private record Treatment(int nice, int policy) {
        /** The fields 19 and 41, counted after the name in parentheses, which may hold spaces. */
        static Treatment ofThisThread() {
            try {
                String stat = Files.readString(Path.of("/proc/thread-self/stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                return new Treatment(Integer.parseInt(fields[16]), Integer.parseInt(fields[38]));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void on_linux_a_thread_that_gives_way_runs_when_no_other_wants_to() throws Exception {
        assumeThat(Files.exists(Path.of("/proc/thread-self/stat"))).isTrue();
        CompletableFuture<Treatment> treatment = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            Niceness.giveWay();
            treatment.complete(Treatment.ofThisThread());
        });

        assertThat(treatment.get(10, TimeUnit.SECONDS))
                .matches(
                        given -> given.policy() == SCHED_IDLE
                                || given.nice() > Treatment.ofThisThread().nice(),
                        "only in idle times, or at least nicer than who started it");
    }
}
