package dev.mynah.app;

import dev.mynah.conversation.Turn;
import dev.mynah.conversation.record.KnownDevices;
import dev.mynah.conversation.record.TurnNews;
import dev.mynah.event.EventType;
import dev.mynah.event.LiveEvents;
import dev.mynah.observability.Figures;
import dev.mynah.protocol.DeviceId;
import dev.mynah.session.DeviceSession;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.SessionListener;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Turns what happens to devices and turns into events and figures. Thread-safe, never waits. */
final class LiveNews implements TurnNews, SessionListener {
    private final LiveEvents events;
    private final Figures figures;
    private final KnownDevices devices;
    private final Set<DeviceId> talking = ConcurrentHashMap.newKeySet();

    LiveNews(LiveEvents events, Figures figures, KnownDevices devices) {
        this.events = events;
        this.figures = figures;
        this.devices = devices;
    }

    @Override
    public void opened(DeviceSession session) {
        tell(
                EventType.DEVICE_CONNECTED,
                session.deviceId(),
                Map.of("transport", session.link().transport()));
    }

    /** A channel that another one of the same device took over is no news. */
    @Override
    public void ended(DeviceSession session, SessionEnd reason) {
        if (reason != SessionEnd.TAKEN_OVER) {
            talking.remove(session.deviceId());
            tell(EventType.DEVICE_DISCONNECTED, session.deviceId(), Map.of("reason", reason.label()));
        }
    }

    /** Whether somebody is in the middle of a question to it, or of its answer. */
    boolean talking(DeviceId device) {
        return talking.contains(device);
    }

    @Override
    public void asked(DeviceId device) {
        if (talking.add(device)) {
            tell(EventType.TURN_STARTED, device, Map.of());
        }
    }

    @Override
    public void over(DeviceId device, Turn turn) {
        talking.remove(device);
        figures.turn(
                turn.outcome() == Turn.Outcome.FAILED,
                turn.outcome() == Turn.Outcome.CUT,
                turn.totalMillis(),
                turn.serverMillis());
        tell(
                EventType.TURN_FINISHED,
                device,
                Map.of(
                        "heard",
                        turn.heard(),
                        "outcome",
                        turn.outcome().label(),
                        "conversation",
                        turn.conversationId()));
        if (!turn.trouble().isEmpty()) {
            tell(EventType.FAILURE, device, Map.of("message", turn.trouble()));
        }
    }

    private void tell(EventType type, DeviceId device, Map<String, String> data) {
        Map<String, String> all = new HashMap<>(data);
        all.put("name", devices.name(device));
        events.publish(type, device.mac(), devices.owner(device), all);
    }
}
