package dev.mynah.testing;

import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.session.DeviceLink;
import dev.mynah.session.SessionEnd;
import dev.mynah.support.Scheduler;
import java.util.ArrayList;
import java.util.List;

/** A link that keeps what was sent, with the time. Thread-safe. */
public final class RecordingLink implements DeviceLink {
    /** One thing on the wire. */
    public sealed interface Sent {
        long nanoTime();

        record Message(long nanoTime, ServerMessage message) implements Sent {}

        record Audio(long nanoTime, byte[] packet, long timestampMillis) implements Sent {}

        record Closed(long nanoTime, SessionEnd reason) implements Sent {}
    }

    private final Scheduler time;
    private final List<Sent> sent = new ArrayList<>();

    public RecordingLink(Scheduler time) {
        this.time = time;
    }

    @Override
    public String transport() {
        return "test";
    }

    @Override
    public synchronized void send(ServerMessage message) {
        sent.add(new Sent.Message(time.nanoTime(), message));
    }

    @Override
    public synchronized boolean sendAudio(byte[] packet, long timestampMillis) {
        sent.add(new Sent.Audio(time.nanoTime(), packet, timestampMillis));
        return true;
    }

    @Override
    public synchronized void close(SessionEnd reason) {
        sent.add(new Sent.Closed(time.nanoTime(), reason));
    }

    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    public List<ServerMessage> messages() {
        return sent().stream()
                .filter(Sent.Message.class::isInstance)
                .map(item -> ((Sent.Message) item).message())
                .toList();
    }

    public List<Sent.Audio> audio() {
        return sent().stream()
                .filter(Sent.Audio.class::isInstance)
                .map(Sent.Audio.class::cast)
                .toList();
    }

    public synchronized void forget() {
        sent.clear();
    }
}
