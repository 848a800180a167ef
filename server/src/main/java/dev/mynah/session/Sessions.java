package dev.mynah.session;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.support.Lane;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions for the wires and closes them all when the server stops. Thread-safe. */
public final class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    /** Audio for 15 s, and more text than a device can sensibly say. */
    private static final int LANE_CAPACITY = 256;

    /** Connections whose first message is still awaited, each of which may hold a message of a megabyte. */
    static final int MAX_UNIDENTIFIED = 64;

    private static final Duration LANE_LINGER = Duration.ofSeconds(2);

    private final SessionRegistry registry;
    private final SessionHandler.Factory handlers;
    private final Gate gate;
    private final SessionListener listener;
    private final Executor threads;
    private final Supplier<String> ids;
    private final int limit;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger unidentified = new AtomicInteger();
    private volatile boolean stopping;

    /**
     * @param gate decides who may come in
     * @param listener hears of every session
     * @param threads starts a virtual thread for each task
     * @param ids makes session ids that cannot be guessed
     * @param limit most sessions at once
     */
    public Sessions(
            SessionRegistry registry,
            SessionHandler.Factory handlers,
            Gate gate,
            SessionListener listener,
            Executor threads,
            Supplier<String> ids,
            int limit) {
        this.registry = registry;
        this.handlers = handlers;
        this.gate = gate;
        this.listener = listener;
        this.threads = threads;
        this.ids = ids;
        this.limit = limit;
    }

    /** Whether a device may open a channel. */
    public sealed interface Admission {
        /**
         * It may.
         *
         * @param grant why it may
         * @param place taken up to its hello, or until the channel is gone before that
         */
        record Admitted(DeviceId device, Gate.Grant grant, Place place) implements Admission {}

        /**
         * It may say who it is with its first message, and nothing else until then.
         *
         * @param place taken up to then
         */
        record Unidentified(Place place) implements Admission {}

        /**
         * It may not.
         *
         * @param status of the HTTP answer that refuses it
         * @param reason what to do about it
         */
        record Refused(int status, String reason) implements Admission {}
    }

    /** The place of a device that was admitted and has not said hello. Thread-safe. */
    public static final class Place {
        private final AtomicBoolean taken = new AtomicBoolean(true);

        private final AtomicInteger counted;

        private Place(AtomicInteger counted) {
            this.counted = counted;
            counted.incrementAndGet();
        }

        /** Gives it back: the session counts instead, or there will be none. Idempotent. */
        public void leave() {
            if (taken.compareAndSet(true, false)) {
                counted.decrementAndGet();
            }
        }
    }

    /** Decides on a channel before it is opened: a device takes a refusal much better than a hello that never comes. */
    public Admission admit(Knock knock) {
        String claimed = knock.deviceId();
        Optional<DeviceId> device = claimed == null ? Optional.empty() : DeviceId.parse(claimed);
        if (device.isEmpty()) {
            return new Admission.Refused(400, "The Device-Id header must hold the device's MAC address");
        }
        return switch (gate.decide(device.get(), knock)) {
            case Gate.Decision.Denied denied -> new Admission.Refused(denied.status(), denied.reason());
            case Gate.Decision.Granted granted -> seat(device.get(), granted.grant());
        };
    }

    private synchronized Admission seat(DeviceId device, Gate.Grant grant) {
        if (stopping) {
            return new Admission.Refused(503, "The server is stopping");
        }
        boolean returning = registry.of(device).isPresent();
        // Whoever has not said hello may also be somebody who never will.
        int held = waiting.get() + (returning ? 0 : registry.size());
        if (held >= limit) {
            return new Admission.Refused(503, "The server has all the " + limit + " sessions it may have");
        }
        return new Admission.Admitted(device, grant, new Place(waiting));
    }

    /**
     * Decides on a channel of somebody who cannot say in the request who it is, such as a page in a browser. There are only
     * a few places for those, so that they can neither take the devices' nor fill the memory.
     */
    public synchronized Admission admitUnidentified() {
        if (stopping) {
            return new Admission.Refused(503, "The server is stopping");
        }
        if (unidentified.get() >= MAX_UNIDENTIFIED) {
            return new Admission.Refused(503, "Too many connections have not yet said who they are");
        }
        return new Admission.Unidentified(new Place(unidentified));
    }

    /** A fresh session id. */
    public String newId() {
        return ids.get();
    }

    /**
     * Opens a session after the device's hello; one the device still had is taken over. When the device was unbound since
     * it was admitted, the session ends at once.
     */
    public DeviceSession open(String id, Admission.Admitted admitted, DeviceMessage.Hello hello, DeviceLink link) {
        DeviceId device = admitted.device();
        Lane lane = new Lane(threads, LANE_CAPACITY, LANE_LINGER);
        DeviceSession session = new DeviceSession(id, device, hello, link, lane, handlers);
        registry.opened(session);
        admitted.place().leave();
        log.info("Session opened session={} device={} transport={}", id, device, link.transport());
        listener.opened(session);
        // After it is in the registry: whoever unbinds the device meanwhile either finds it there or is seen here.
        if (!admitted.grant().stands()) {
            session.close(SessionEnd.UNBOUND);
        }
        return session;
    }

    /** The wire of a session is gone. */
    public void wireClosed(DeviceSession session, SessionEnd seen) {
        registry.ended(session);
        session.wireClosed(seen).ifPresent(reason -> listener.ended(session, reason));
    }

    /** Refuses new channels and ends those that are open. */
    public void stop() {
        stopping = true;
        registry.all().forEach(session -> session.close(SessionEnd.SERVER_STOPPING));
    }
}
