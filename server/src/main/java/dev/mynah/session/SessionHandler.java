package dev.mynah.session;

import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.message.DeviceMessage;

/** What happens on one session. All calls come one after another, on the session's lane. */
public interface SessionHandler {
    /** Says that the server's hello is on the wire and messages may follow. */
    void opened();

    /** Takes a message other than hello. */
    void message(DeviceMessage message);

    /** Takes one uplink packet. */
    void audio(AudioPacket packet);

    /** Takes speech that a wire delivers as mono samples at 16 kHz instead of packets. */
    void samples(short[] samples);

    /** Takes a question in words. */
    void asked(String text);

    /** The session is over; nothing more comes and nothing more can be sent. */
    void closed(SessionEnd reason);

    /** Makes the handler of a new session. */
    @FunctionalInterface
    interface Factory {
        SessionHandler handle(DeviceSession session);
    }
}
