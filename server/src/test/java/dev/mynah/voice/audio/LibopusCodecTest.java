package dev.mynah.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LibopusCodecTest extends OpusCodecContract {
    @BeforeEach
    void needs_libopus() {
        assumeTrue(LibopusCodec.find().isPresent(), "the system has no libopus.so.0");
    }

    @Override
    OpusCodec codec() {
        return LibopusCodec.find().orElseThrow();
    }

    @Test
    void its_name_tells_the_version() {
        assertThat(codec().name()).startsWith("libopus ");
    }

    @Test
    void a_missing_library_is_no_error() {
        assertThat(Libopus.open("libopus-that-nobody-has.so.7")).isEmpty();
    }

    @Test
    void a_library_that_is_not_opus_is_no_error() {
        assertThat(Libopus.open("libc.so.6")).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void opening_and_closing_coders_keeps_no_memory() throws IOException {
        int before = LibopusCodec.openCoders();
        cycle(2_000);
        long settled = residentKilobytes();
        cycle(10_000);
        assertThat(LibopusCodec.openCoders()).isEqualTo(before);
        // 10,000 leaked pairs of coders would be about 600 MB.
        assertThat(residentKilobytes() - settled).isLessThan(100_000);
    }

    @Test
    void closing_while_another_thread_decodes_ends_it_in_order() throws InterruptedException {
        List<byte[]> packets = encode(codec(), 16_000, 60, Voice.say("hello there"));
        for (int round = 0; round < 50; round++) {
            OpusCodec.Decoder decoder = codec().decoder();
            CountDownLatch running = new CountDownLatch(1);
            AtomicReference<@Nullable Throwable> end = new AtomicReference<>();
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; ; i++) {
                        decoder.decode(packets.get(i % packets.size()));
                        running.countDown();
                    }
                } catch (CorruptPacketException | RuntimeException e) {
                    end.set(e);
                }
            });
            running.await();
            decoder.close();
            thread.join();
            assertThat(end.get()).isInstanceOf(IllegalStateException.class);
        }
    }

    private void cycle(int times) {
        for (int i = 0; i < times; i++) {
            try (OpusCodec.Decoder decoder = codec().decoder();
                    OpusCodec.Encoder encoder = codec().encoder(24_000, 60)) {
                assertThat(encoder.frameSamples()).isEqualTo(1_440);
                assertThat(decoder).isNotNull();
            }
        }
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
