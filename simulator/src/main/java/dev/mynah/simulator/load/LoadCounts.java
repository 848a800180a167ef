package dev.mynah.simulator.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What all devices of a load count together. Thread-safe. */
final class LoadCounts {
    final Histogram hello = new Histogram();
    final Histogram ota = new Histogram();
    final Histogram firstAudio = new Histogram();
    final Histogram intervals = new Histogram();
    final LongAdder frames = new LongAdder();
    final LongAdder lateAfterPrevious = new LongAdder();
    final LongAdder lateOnSchedule = new LongAdder();
    final LongAdder underruns = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder turns = new LongAdder();
    final AtomicInteger connected = new AtomicInteger();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    void failed(String name) {
        failures.computeIfAbsent(name, key -> new LongAdder()).increment();
    }

    Map<String, Long> failures() {
        Map<String, Long> sums = new TreeMap<>();
        failures.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }

    long failureCount() {
        return failures.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
