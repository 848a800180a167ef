package dev.mynah.app;

import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.session.DeviceSession;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.SessionHandler;

/** Sessions whose beginning and end are news. Thread-safe. */
final class ToldSessions implements SessionHandler.Factory {
    private final SessionHandler.Factory handlers;
    private final LiveNews news;

    ToldSessions(SessionHandler.Factory handlers, LiveNews news) {
        this.handlers = handlers;
        this.news = news;
    }

    @Override
    public SessionHandler handle(DeviceSession session) {
        return new Told(session, handlers.handle(session));
    }

    private final class Told implements SessionHandler {
        private final DeviceSession session;
        private final SessionHandler handler;

        private Told(DeviceSession session, SessionHandler handler) {
            this.session = session;
            this.handler = handler;
        }

        @Override
        public void opened() {
            news.connected(session);
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
                news.disconnected(session, reason);
            }
        }
    }
}
