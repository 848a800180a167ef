package dev.mynah.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NicenessTest {
    @Test
    void on_linux_a_thread_that_gives_way_is_nicer_than_the_one_that_started_it() throws Exception {
        assumeThat(Files.exists(Path.of("/proc/thread-self/stat"))).isTrue();
        CompletableFuture<Integer> niceness = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            Niceness.giveWay();
            niceness.complete(niceness());
        });

        assertThat(niceness.get(10, TimeUnit.SECONDS)).isGreaterThan(niceness());
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
