package dev.mynah.session;

import java.util.List;

/** Hears of every session on every wire. Called on event loops, so it must not wait. Thread-safe. */
public interface SessionListener {
    /** Hears nothing. */
    SessionListener NONE = new SessionListener() {
        @Override
        public void opened(DeviceSession session) {}

        @Override
        public void ended(DeviceSession session, SessionEnd reason) {}
    };

    /** Tells one after the other. */
    static SessionListener all(SessionListener... listeners) {
        List<SessionListener> all = List.of(listeners);
        return new SessionListener() {
            @Override
            public void opened(DeviceSession session) {
                all.forEach(listener -> listener.opened(session));
            }

            @Override
            public void ended(DeviceSession session, SessionEnd reason) {
                all.forEach(listener -> listener.ended(session, reason));
            }
        };
    }

    /** A session is open. One of the same device that it takes over may end after this. */
    void opened(DeviceSession session);

    /** A session is over; said once for each. */
    void ended(DeviceSession session, SessionEnd reason);
}
