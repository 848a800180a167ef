package dev.mynah.api.system;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the operating system and the JVM say of this process. Stateless. */
final class Machine {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Machine() {}

    /** @param resident all memory of the process; null where the system does not say */
    record Memory(long heapUsed, long heapMax, @Nullable Long resident) {}

    record Disk(long free, long total) {}

    static Memory memory() {
        Runtime runtime = Runtime.getRuntime();
        return new Memory(
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(),
                resident().orElse(null));
    }

    private static Optional<Long> resident() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException noLinux) {
            return Optional.empty();
        }
    }

    static Disk disk(Path data) {
        try {
            FileStore store = Files.getFileStore(data);
            return new Disk(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException unknown) {
            return new Disk(0, 0);
        }
    }

    static @Nullable Double load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? null : load;
    }

    static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
