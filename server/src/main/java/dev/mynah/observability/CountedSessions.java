package dev.mynah.observability;

import dev.mynah.session.DeviceSession;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.SessionListener;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts sessions by the reason they ended for. Thread-safe. */
public record CountedSessions(MeterRegistry registry) implements SessionListener {
    @Override
    public void opened(DeviceSession session) {}

    @Override
    public void ended(DeviceSession session, SessionEnd reason) {
        registry.counter("mynah.sessions.ended", "reason", reason.label()).increment();
    }
}
