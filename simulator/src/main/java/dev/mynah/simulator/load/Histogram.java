package dev.mynah.simulator.load;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations in buckets that are at most 1.6 % wide, so percentiles cost constant memory. Thread-safe without
 * locks.
 */
public final class Histogram {
    private static final int SUB_BITS = 6;
    private static final int SUB = 1 << SUB_BITS;

    private final AtomicLongArray counts = new AtomicLongArray((64 - SUB_BITS) * SUB);

    /** Counts a duration; negative ones count as zero. */
    public void add(long nanos) {
        counts.incrementAndGet(bucket(Math.max(0, nanos) / 1000));
    }

    /** Values below 64 have a bucket each, then every power of two has 64. */
    private static int bucket(long micros) {
        int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(micros | 1) - SUB_BITS);
        return shift * SUB + (int) (micros >> shift);
    }

    private static long upperMicros(int bucket) {
        int shift = Math.max(0, bucket / SUB - 1);
        return ((bucket - (long) shift * SUB + 1) << shift) - 1;
    }

    /** How many were counted. */
    public long count() {
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /** The duration in milliseconds that {@code share} of all do not exceed; -1 when none were counted. */
    public double percentileMillis(double share) {
        long total = count();
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < counts.length() && total > 0; i++) {
            seen += counts.get(i);
            if (seen >= wanted && counts.get(i) > 0) {
                return upperMicros(i) / 1000.0;
            }
        }
        return -1;
    }

    /** {@code p50 1.2  p95 3.4  p99 5.6  max 7.8 ms (n)}. */
    @Override
    public String toString() {
        return count() == 0
                ? "none"
                : "p50 %.1f  p95 %.1f  p99 %.1f  max %.1f ms  (%d)"
                        .formatted(
                                percentileMillis(0.5),
                                percentileMillis(0.95),
                                percentileMillis(0.99),
                                percentileMillis(1),
                                count());
    }
}
