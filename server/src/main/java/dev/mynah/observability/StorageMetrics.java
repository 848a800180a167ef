package dev.mynah.observability;

import dev.mynah.storage.StorageEvents;
import dev.mynah.storage.StorageException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts and times what storage does. Thread-safe. */
public final class StorageMetrics implements StorageEvents {
    private final DistributionSummary batches;
    private final Timer commits;
    private final Counter repeated;
    private final Map<StorageException.Reason, Counter> failures = new EnumMap<>(StorageException.Reason.class);

    public StorageMetrics(MeterRegistry registry) {
        this.batches = DistributionSummary.builder("mynah.storage.batch")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        this.commits = Timer.builder("mynah.storage.commit")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        this.repeated = registry.counter("mynah.storage.repeated");
        for (StorageException.Reason reason : StorageException.Reason.values()) {
            failures.put(reason, registry.counter("mynah.storage.failures", "reason", label(reason)));
        }
    }

    @Override
    public void committed(int changes, Duration took) {
        batches.record(changes);
        commits.record(took);
    }

    @Override
    public void failed(StorageException.Reason reason) {
        Counter counter = failures.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void repeated() {
        repeated.increment();
    }

    private static String label(StorageException.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
