package dev.mynah.session;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.support.Lane;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One conversation channel of a device, from its hello to its end, whatever the wire. Thread-safe: what arrives is put on
 * the session's lane, so the handler sees one thing after another.
 */
public final class DeviceSession {
    private static final Logger log = LoggerFactory.getLogger(DeviceSession.class);

    private final String id;
    private final DeviceId deviceId;
    private final DeviceMessage.Hello hello;
    private volatile DeviceLink link;
    private final Lane lane;
    private final SessionHandler handler;
    private final AtomicReference<@Nullable SessionEnd> reason = new AtomicReference<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong droppedPackets = new AtomicLong();

    /**
     * @param id 1 to 64 of {@code A-Z a-z 0-9 -}
     * @param lane serial execution for this session alone
     */
    public DeviceSession(
            String id,
            DeviceId deviceId,
            DeviceMessage.Hello hello,
            DeviceLink link,
            Lane lane,
            SessionHandler.Factory handlers) {
        this.id = id;
        this.deviceId = deviceId;
        this.hello = hello;
        this.link = link;
        this.lane = lane;
        this.handler = handlers.handle(this);
    }

    public String id() {
        return id;
    }

    public DeviceId deviceId() {
        return deviceId;
    }

    /** What the device said of itself when the channel opened. */
    public DeviceMessage.Hello hello() {
        return hello;
    }

    public DeviceLink link() {
        return link;
    }

    /** Lets somebody see what is sent. To be called while the handler is made, before anything is. */
    public void tap(UnaryOperator<DeviceLink> tap) {
        link = tap.apply(link);
    }

    /** Serial execution of everything that concerns this session. */
    public Lane lane() {
        return lane;
    }

    /** Says that the server's hello was sent. */
    public void opened() {
        offer(handler::opened);
    }

    /** Takes a message from the wire. */
    public void receive(DeviceMessage message) {
        offer(() -> handler.message(message));
    }

    /** Takes an audio packet from the wire; dropped and counted when the session cannot keep up. */
    public void receive(AudioPacket packet) {
        if (!lane.offer(() -> handler.audio(packet))) {
            droppedPackets.incrementAndGet();
        }
    }

    /** Takes mono samples at 16 kHz from the wire; too much of them ends the session. */
    public void receive(short[] samples) {
        offer(() -> handler.samples(samples));
    }

    /** Takes a question in words from the wire. */
    public void ask(String text) {
        offer(() -> handler.asked(text));
    }

    /** Uplink packets dropped because the session could not keep up. */
    public long droppedPackets() {
        return droppedPackets.get();
    }

    /** Whether it is over, or was told to end: whatever was granted for it holds no longer. */
    public boolean ending() {
        return reason.get() != null;
    }

    /** Ends the channel; the first reason given is the one that counts. */
    public void close(SessionEnd why) {
        reason.compareAndSet(null, why);
        link.close(why);
    }

    /**
     * The wire is gone. Only the first call counts.
     *
     * @param seen the reason as the wire saw it; one given to {@link #close} goes before it
     * @return the reason that counts; empty when the session was over before
     */
    public Optional<SessionEnd> wireClosed(SessionEnd seen) {
        reason.compareAndSet(null, seen);
        SessionEnd why = Objects.requireNonNull(reason.get());
        if (!over.compareAndSet(false, true)) {
            return Optional.empty();
        }
        log.info("Session ended session={} device={} reason={}", id, deviceId, why.label());
        lane.execute(() -> handler.closed(why));
        return Optional.of(why);
    }

    private void offer(Runnable task) {
        if (!lane.offer(task)) {
            close(SessionEnd.OVERLOADED);
        }
    }
}
