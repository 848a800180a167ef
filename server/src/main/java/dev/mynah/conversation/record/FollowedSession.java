package dev.mynah.conversation.record;

import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.SessionHandler;

/** A session of which a transcript is kept. Confined to the session's lane. */
final class FollowedSession implements SessionHandler {
    private final SessionHandler handler;
    private final Transcript transcript;
    private final Runnable over;

    FollowedSession(SessionHandler handler, Transcript transcript, Runnable over) {
        this.handler = handler;
        this.transcript = transcript;
        this.over = over;
    }

    @Override
    public void opened() {
        handler.opened();
    }

    @Override
    public void message(DeviceMessage message) {
        if (message instanceof DeviceMessage.Listen.Start) {
            transcript.listening();
        }
        handler.message(message);
    }

    @Override
    public void audio(AudioPacket packet) {
        transcript.arrived(packet.payload());
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
            over.run();
        }
    }
}
