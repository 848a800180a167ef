package dev.mynah.observability;

import dev.mynah.voice.provider.ProviderEvents;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** Counts and times what providers do. Thread-safe. */
public final class ProviderMetrics implements ProviderEvents {
    private final MeterRegistry registry;

    public ProviderMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void success(String provider, Stage stage, long nanos) {
        Timer.builder("mynah.provider.answers")
                .tag("provider", provider)
                .tag("stage", label(stage))
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }

    @Override
    public void failure(String provider, Stage stage, ProviderException.Kind kind) {
        registry.counter("mynah.provider.failures", "provider", provider, "stage", label(stage), "kind", label(kind))
                .increment();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
