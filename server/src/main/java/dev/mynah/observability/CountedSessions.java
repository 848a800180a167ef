package dev.mynah.observability;

import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.session.DeviceSession;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.SessionHandler;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts sessions by the reason they ended for. Thread-safe. */
public final class CountedSessions implements SessionHandler.Factory {
    private final SessionHandler.Factory handlers;
    private final MeterRegistry registry;

    /** @param handlers makes those that do the work */
    public CountedSessions(SessionHandler.Factory handlers, MeterRegistry registry) {
        this.handlers = handlers;
        this.registry = registry;
    }

    @Override
    public SessionHandler handle(DeviceSession session) {
        return new Counted(handlers.handle(session));
    }

    private final class Counted implements SessionHandler {
        private final SessionHandler handler;

        private Counted(SessionHandler handler) {
            this.handler = handler;
        }

        @Override
        public void opened() {
            handler.opened();
        }

        @Override
        public void message(DeviceMessage message) {
            handler.message(message);
        }

        @Override
        public void audio(AudioPacket packet) {
            handler.audio(packet);
        }

        @Override
        public void samples(short[] samples) {
            handler.samples(samples);
        }

        @Override
        public void asked(String text) {
            handler.asked(text);
        }

        @Override
        public void closed(SessionEnd reason) {
            try {
                handler.closed(reason);
            } finally {
                registry.counter("mynah.sessions.ended", "reason", reason.label())
                        .increment();
            }
        }
    }
}
