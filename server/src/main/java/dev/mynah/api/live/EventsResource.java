package dev.mynah.api.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.access.Principal;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Outlet;
import dev.mynah.api.Refusals;
import dev.mynah.api.Resource;
import dev.mynah.error.ErrorCode;
import dev.mynah.event.EventType;
import dev.mynah.event.LiveEvent;
import dev.mynah.event.LiveEvents;
import dev.mynah.support.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What happens, as server-sent events. A stream shows a sign of life every few seconds and ends after some minutes: the
 * client comes back by itself, is asked anew who it is, and goes on after the last event it saw. Thread-safe.
 */
public final class EventsResource implements Resource {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int STREAMS = 200;
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    private static final int SIGNS = 40;

    private final LiveEvents events;
    private final Scheduler scheduler;
    private final AtomicInteger open = new AtomicInteger();

    public EventsResource(LiveEvents events, Scheduler scheduler) {
        this.events = events;
        this.scheduler = scheduler;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("streamEvents", this::stream, "listRecentEvents", this::recent);
    }

    /** An event as the contract shapes it; {@link #text} says the same in the stream. */
    private record EventView(
            String id, String type, Instant at, @Nullable String deviceId, Map<String, String> data) {
        private static EventView of(LiveEvent event) {
            return new EventView(
                    String.valueOf(event.id()), event.type().label(), event.at(), event.deviceId(), event.data());
        }
    }

    private record EventsView(List<EventView> items) {}

    private Answer recent(Call call) {
        Principal watcher = call.principal();
        String device = call.text("device_id").orElse("");
        List<LiveEvent> latest = events.latest(
                event -> sees(watcher, event) && (device.isEmpty() || device.equals(event.deviceId())), call.limit());
        return Answer.ok(new EventsView(latest.stream().map(EventView::of).toList()));
    }

    private Answer stream(Call call) {
        if (open.incrementAndGet() > STREAMS) {
            open.decrementAndGet();
            throw Refusals.later(ErrorCode.UNAVAILABLE, "Too many watch already.", 30);
        }
        Principal watcher = call.principal();
        Long after = call.text("Last-Event-ID").flatMap(EventsResource::number).orElse(null);
        return Answer.stream("text/event-stream; charset=utf-8", outlet -> begin(outlet, watcher, after));
    }

    private static Optional<Long> number(String id) {
        return id.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }

    private void begin(Outlet outlet, Principal watcher, @Nullable Long after) {
        outlet.send("retry: 2000\n\n");
        LiveEvents.Watch watch = events.watch(after, event -> {
            if (sees(watcher, event)) {
                outlet.send(text(event));
            }
        });
        outlet.whenOver(() -> {
            watch.close();
            open.decrementAndGet();
        });
        new Pulse(outlet).next(SIGNS);
    }

    private static boolean sees(Principal watcher, LiveEvent event) {
        if (!watcher.ownOnly() || event.type() == EventType.MISSED) {
            return true;
        }
        return event.deviceId() != null && event.belongsTo(watcher.owner());
    }

    static String text(LiveEvent event) {
        ObjectNode data = MAPPER.createObjectNode();
        data.put("id", String.valueOf(event.id()));
        data.put("type", event.type().label());
        data.put("at", event.at().toString());
        data.put("device_id", event.deviceId());
        ObjectNode more = data.putObject("data");
        event.data().forEach(more::put);
        return "id: " + event.id() + "\nevent: " + event.type().label() + "\ndata: " + data + "\n\n";
    }

    /** Keeps a stream alive, and ends it when it is old. */
    private final class Pulse {
        private final Outlet outlet;
        private volatile boolean over;

        private Pulse(Outlet outlet) {
            this.outlet = outlet;
            outlet.whenOver(() -> over = true);
        }

        private void next(int left) {
            scheduler.at(scheduler.nanoTime() + SIGN_OF_LIFE.toNanos(), () -> beat(left));
        }

        private void beat(int left) {
            if (over) {
                return;
            }
            if (left == 0) {
                outlet.end();
            } else {
                outlet.send(": \n\n");
                next(left - 1);
            }
        }
    }
}
