package dev.mynah.conversation.record;

import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.session.DeviceLink;
import dev.mynah.session.SessionEnd;
import java.net.InetAddress;
import java.util.Optional;

/** A link of which a transcript is kept. Thread-safe. */
final class TappedLink implements DeviceLink {
    private final DeviceLink link;
    private final Transcript transcript;
    private final Runnable understood;

    TappedLink(DeviceLink link, Transcript transcript, Runnable understood) {
        this.link = link;
        this.transcript = transcript;
        this.understood = understood;
    }

    @Override
    public String transport() {
        return link.transport();
    }

    @Override
    public Optional<InetAddress> address() {
        return link.address();
    }

    @Override
    public Optional<String> reachedAt() {
        return link.reachedAt();
    }

    @Override
    public void send(ServerMessage message) {
        if (transcript.sent(message)) {
            understood.run();
        }
        link.send(message);
    }

    @Override
    public boolean sendAudio(byte[] packet, long timestampMillis) {
        boolean sent = link.sendAudio(packet, timestampMillis);
        if (sent) {
            transcript.sent(packet);
        }
        return sent;
    }

    @Override
    public boolean live() {
        return link.live();
    }

    @Override
    public void resting() {
        link.resting();
    }

    @Override
    public void close(SessionEnd reason) {
        link.close(reason);
    }
}
