package dev.mynah.api.overview;

import dev.mynah.access.Principal;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Resource;
import dev.mynah.observability.Figures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures of the first page. Thread-safe. */
public final class OverviewResource implements Resource {
    /** Six hours. */
    private static final int STRETCHES = 72;

    private final String version;
    private final Instant startedAt;
    private final Figures figures;
    private final Function<Principal, FleetFigures> fleet;
    private final Function<Principal, List<Attention>> attention;

    /**
     * @param fleet the devices somebody may see
     * @param attention what somebody should look at
     */
    public OverviewResource(
            String version,
            Instant startedAt,
            Figures figures,
            Function<Principal, FleetFigures> fleet,
            Function<Principal, List<Attention>> attention) {
        this.version = version;
        this.startedAt = startedAt;
        this.figures = figures;
        this.fleet = fleet;
        this.attention = attention;
    }

    private record OverviewView(
            String version,
            Instant startedAt,
            DevicesView devices,
            TurnsView turns,
            LatencyView latency,
            List<PointView> series,
            List<FleetFigures.Version> firmware,
            List<Attention> attention) {}

    private record DevicesView(int total, int online, int talking, int waiting) {}

    private record TurnsView(int today, int failed, int cut) {}

    private record LatencyView(
            @Nullable Double p50Ms,
            @Nullable Double p95Ms,
            @Nullable Double serverP50Ms,
            @Nullable Double serverP99Ms) {}

    private record PointView(
            Instant at,
            int turns,
            int failed,
            @Nullable Double p50Ms,
            @Nullable Double p95Ms,
            int online) {}

    @Override
    public Map<String, Operation> operations() {
        return Map.of("readOverview", this::read);
    }

    private Answer read(Call call) {
        FleetFigures devices = fleet.apply(call.principal());
        Figures.Day day = figures.day();
        return Answer.ok(new OverviewView(
                version,
                startedAt,
                new DevicesView(devices.total(), devices.online(), devices.talking(), devices.waiting()),
                new TurnsView(day.turns(), day.failed(), day.cut()),
                new LatencyView(day.p50Ms(), day.p95Ms(), day.serverP50Ms(), day.serverP99Ms()),
                figures.latest(STRETCHES).stream().map(OverviewResource::view).toList(),
                devices.firmware(),
                attention.apply(call.principal())));
    }

    private static PointView view(Figures.Point point) {
        return new PointView(point.at(), point.turns(), point.failed(), point.p50Ms(), point.p95Ms(), point.online());
    }
}
