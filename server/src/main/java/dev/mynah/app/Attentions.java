package dev.mynah.app;

import dev.mynah.access.Principal;
import dev.mynah.api.overview.Attention;
import dev.mynah.api.overview.Attention.Severity;
import dev.mynah.api.overview.FleetFigures;
import dev.mynah.config.Configuration;
import dev.mynah.config.ProviderChains;
import dev.mynah.observability.Figures;
import dev.mynah.provider.Providers;
import dev.mynah.voice.provider.ProviderHealth;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a person should look at, the worst first. Thread-safe. */
final class Attentions {
    /** Below this a person waits; the next question may find the disk full. */
    private static final long LITTLE_DISK = 500L << 20;

    private static final double SLOW_MILLIS = 3000;

    private final Configuration configuration;
    private final FleetView fleet;
    private final Figures figures;
    private final Providers providers;
    private final ProviderChoice choice;

    Attentions(
            Configuration configuration, FleetView fleet, Figures figures, Providers providers, ProviderChoice choice) {
        this.configuration = configuration;
        this.fleet = fleet;
        this.figures = figures;
        this.providers = providers;
        this.choice = choice;
    }

    List<Attention> of(Principal watcher) {
        List<Attention> all = new ArrayList<>();
        if (!watcher.ownOnly()) {
            resting(all);
            disk(all);
        }
        FleetFigures devices = fleet.figures(watcher, device -> false);
        Figures.Day day = figures.day();
        if (day.failed() > 0) {
            all.add(about(
                    "failures",
                    Severity.WARNING,
                    Map.of("count", String.valueOf(day.failed())),
                    "/conversations?outcome=failed"));
        }
        if (day.p50Ms() != null && day.p50Ms() > SLOW_MILLIS) {
            String time = "%.1f s".formatted(day.p50Ms() / 1000);
            all.add(about("slow", Severity.WARNING, Map.of("time", time), "/conversations"));
        }
        if (devices.waiting() > 0) {
            all.add(about(
                    "waiting", Severity.WARNING, Map.of("count", String.valueOf(devices.waiting())), "/devices?add=1"));
        }
        if (!configuration.devices().activation()) {
            all.add(about("untrusted", Severity.WARNING, Map.of(), "/devices"));
        }
        if (devices.total() == 0) {
            all.add(about("no_devices", Severity.INFO, Map.of(), "/devices?add=1"));
        }
        if (onlyBuiltIn()) {
            all.add(about("no_provider", Severity.INFO, Map.of(), "/providers"));
        }
        return all;
    }

    private void resting(List<Attention> all) {
        for (ProviderHealth each : choice.health()) {
            if (each.state() != ProviderHealth.State.WORKING) {
                all.add(about(
                        "provider_resting",
                        Severity.BAD,
                        Map.of("name", each.provider(), "message", each.lastFailure()),
                        "/providers"));
            }
        }
    }

    private void disk(List<Attention> all) {
        try {
            FileStore store = Files.getFileStore(configuration.data());
            if (store.getUsableSpace() < LITTLE_DISK) {
                String free = (store.getUsableSpace() >> 20) + " MB";
                all.add(about("disk", Severity.BAD, Map.of("free", free), "/server"));
            }
        } catch (IOException e) {
            // The doctor says more about a disk that does not answer.
        }
    }

    private boolean onlyBuiltIn() {
        return configuration.providers().chat().stream().allMatch(ProviderChains.LOCAL::equals)
                && providers.all().stream().noneMatch(one -> one.enabled());
    }

    private static Attention about(String kind, Severity severity, Map<String, String> values, String to) {
        return Attention.of(kind, severity, values, to);
    }
}
