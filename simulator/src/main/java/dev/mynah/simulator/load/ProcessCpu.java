package dev.mynah.simulator.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time of a process from {@code /proc}, user and system together. */
final class ProcessCpu {
    /** The kernel reports in hundredths of a second whatever its own tick is. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_AFTER_NAME = 11;

    private ProcessCpu() {}

    /** Seconds since the process began; -1 when it cannot be read. */
    static double seconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            // The name stands in brackets and may hold anything; what follows it is regular.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            long ticks = Long.parseLong(fields[USER_AFTER_NAME]) + Long.parseLong(fields[USER_AFTER_NAME + 1]);
            return ticks / TICKS_PER_SECOND;
        } catch (IOException | RuntimeException unreadable) {
            return -1;
        }
    }
}
