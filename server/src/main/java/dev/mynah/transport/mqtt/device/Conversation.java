package dev.mynah.transport.mqtt.device;

import dev.mynah.broker.Message;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.protocol.message.ServerMessages;
import dev.mynah.session.SessionEnd;
import dev.mynah.support.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a device and the server say to each other on MQTT, beyond the life of one connection. Thread-safe.
 *
 * <p>A connection that breaks during a conversation does not end it on the device (firmware wire contract §5.4), so it does
 * not here: what the device is to be told waits until it is back, for a while.
 */
final class Conversation {
    /** Firmware reconnects within ten seconds or a minute; by then nobody waits for an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MAX_WAITING = 64;

    /** Messages in a row a device that is connected does not read before it is given up. */
    private static final int MAX_UNREAD = 64;

    private final String topic;
    private final Scheduler scheduler;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<String> waiting = new ArrayDeque<>(0);
    private @Nullable DeviceWire wire;
    private @Nullable Object connection;
    private @Nullable MqttLink link;
    private Scheduler.@Nullable Cancellable giveUp;
    private int unread;

    /** @param topic that the device's messages are published to */
    Conversation(String topic, Scheduler scheduler) {
        this.topic = topic;
        this.scheduler = scheduler;
    }

    @Nullable
    MqttLink link() {
        lock.lock();
        try {
            return link;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The device is there, for the first time or again.
     *
     * @param connected what is said to be gone later
     */
    void connected(DeviceWire way, Object connected) {
        lock.lock();
        try {
            wire = way;
            connection = connected;
            unread = 0;
            cancelGiveUp();
            for (String text = waiting.poll(); text != null; text = waiting.poll()) {
                way.push(Message.of(topic, text, 0));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * A connection of the device is gone.
     *
     * @return false when another one took its place before
     */
    boolean disconnected(Object gone, boolean left) {
        MqttLink open;
        lock.lock();
        try {
            if (connection != gone) {
                return false;
            }
            wire = null;
            connection = null;
            open = link;
            if (open != null && !left) {
                MqttLink lost = open;
                giveUp =
                        scheduler.at(scheduler.nanoTime() + PATIENCE.toNanos(), () -> lost.end(SessionEnd.DEVICE_LEFT));
                return true;
            }
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.end(SessionEnd.DEVICE_LEFT);
        }
        return true;
    }

    /** Makes a link the one that counts; the one before it ends without a word. */
    void begin(MqttLink begun) {
        MqttLink before;
        lock.lock();
        try {
            before = link;
            link = begun;
            waiting.clear();
        } finally {
            lock.unlock();
        }
        if (before != null) {
            before.end(SessionEnd.TAKEN_OVER);
        }
    }

    /** A link is over; does nothing when another one counts. */
    void ended(MqttLink over) {
        lock.lock();
        try {
            if (link == over) {
                link = null;
                cancelGiveUp();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether nobody is there and nothing goes on. */
    boolean isOver() {
        lock.lock();
        try {
            return wire == null && link == null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends a message, or keeps it while the device is away and expected back.
     *
     * @return false when the device is to be given up
     */
    boolean send(String sessionId, ServerMessage message) {
        String text = ServerMessages.encode(sessionId, message);
        lock.lock();
        try {
            DeviceWire present = wire;
            if (present == null) {
                return link != null && keep(text);
            }
            if (present.push(Message.of(topic, text, 0))) {
                unread = 0;
                return true;
            }
            return ++unread < MAX_UNREAD;
        } finally {
            lock.unlock();
        }
    }

    /** Sends a message outside of conversations; false when it did not get as far as the socket. */
    boolean sendNow(ServerMessage message) {
        lock.lock();
        try {
            DeviceWire present = wire;
            MqttLink open = link;
            String sessionId = open == null ? "" : open.sessionId();
            return present != null && present.push(Message.of(topic, ServerMessages.encode(sessionId, message), 0));
        } finally {
            lock.unlock();
        }
    }

    /** Hands on what an operator published for the device; others who subscribed get it from the broker. */
    boolean forward(Message message) {
        lock.lock();
        try {
            DeviceWire present = wire;
            return present != null && present.forward(message);
        } finally {
            lock.unlock();
        }
    }

    private boolean keep(String text) {
        if (waiting.size() == MAX_WAITING) {
            return false;
        }
        waiting.add(text);
        return true;
    }

    private void cancelGiveUp() {
        if (giveUp != null) {
            giveUp.cancel();
            giveUp = null;
        }
    }
}
