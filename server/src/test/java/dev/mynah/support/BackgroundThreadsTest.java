package dev.mynah.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundThreadsTest {
    @Test
    void on_linux_a_background_thread_is_nicer_than_the_one_that_started_it() throws Exception {
        assumeThat(Files.exists(Path.of("/proc/thread-self/stat"))).isTrue();
        CompletableFuture<Integer> niceness = new CompletableFuture<>();
        new BackgroundThreads("nice-")
                .newThread(() -> niceness.complete(niceness()))
                .start();

        assertThat(niceness.get(10, TimeUnit.SECONDS)).isGreaterThan(niceness());
    }

    @Test
    void the_work_is_done_on_a_daemon_of_that_name() throws Exception {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        new BackgroundThreads("nice-")
                .newThread(() -> worker.complete(Thread.currentThread()))
                .start();

        Thread thread = worker.get(10, TimeUnit.SECONDS);
        assertThat(thread.getName()).startsWith("nice-");
        assertThat(thread.isDaemon()).isTrue();
    }

    /** The 19th field, counted after the name in parentheses, which may hold spaces. */
    private static int niceness() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
