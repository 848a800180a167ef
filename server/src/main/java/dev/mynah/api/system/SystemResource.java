package dev.mynah.api.system;

import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Resource;
import dev.mynah.doctor.Doctor;
import dev.mynah.doctor.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The server as a machine. Thread-safe. */
public final class SystemResource implements Resource {
    private final About about;
    private final Supplier<Doing> doing;
    private final Doctor doctor;
    private final Addresses addresses;

    /** What does not change while it runs. */
    public record About(
            String version, Instant startedAt, Path data, String database, String speech, Engines engines) {}

    /** What hears, answers and speaks by the configuration, in the order they are asked. */
    public record Engines(List<String> recognition, List<String> chat, List<String> speech) {}

    /** Ports; null where nothing listens. */
    public record Ports(
            List<Integer> http,
            @Nullable Integer mqtt,
            @Nullable Integer udp) {}

    /** What it does at the moment. */
    public record Doing(int sessions, long framesSent, long framesLate, Ports ports) {}

    public SystemResource(About about, Supplier<Doing> doing, Doctor doctor, Addresses addresses) {
        this.about = about;
        this.doing = doing;
        this.doctor = doctor;
        this.addresses = addresses;
    }

    private record HealthView(
            String version,
            Instant startedAt,
            String java,
            String os,
            int processors,
            Machine.Memory memory,
            Machine.Disk disk,
            int sessions,
            int threads,
            @Nullable Double load,
            String database,
            Ports ports,
            String speech,
            Engines engines,
            FramesView frames) {}

    private record FramesView(long sent, long late) {}

    private record CheckView(String name, String status, String code, Map<String, String> values, String message) {}

    private record ItemsView<T>(List<T> items) {}

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "readSystemHealth", this::health,
                "runSystemChecks", this::checks,
                "listSystemAddresses", this::addresses);
    }

    private Answer health(Call call) {
        Doing now = doing.get();
        return Answer.ok(new HealthView(
                about.version(),
                about.startedAt(),
                Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Machine.memory(),
                Machine.disk(about.data()),
                now.sessions(),
                Machine.threads(),
                Machine.load(),
                about.database(),
                now.ports(),
                about.speech(),
                about.engines(),
                new FramesView(now.framesSent(), now.framesLate())));
    }

    private Answer checks(Call call) {
        return Answer.ok(new ItemsView<>(
                doctor.findings().stream().map(SystemResource::view).toList()));
    }

    private static CheckView view(Finding finding) {
        String status =
                switch (finding.level()) {
                    case OK -> "good";
                    case WARN -> "warning";
                    case FAIL -> "bad";
                };
        return new CheckView(finding.subject(), status, finding.diagnosis().code(), finding.values(), finding.text());
    }

    private Answer addresses(Call call) {
        return Answer.ok(new ItemsView<>(addresses.all()));
    }
}
