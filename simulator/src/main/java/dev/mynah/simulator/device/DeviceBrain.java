package dev.mynah.simulator.device;

import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.protocol.message.Decoded;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.protocol.message.ServerMessages;
import dev.mynah.simulator.device.ContractViolation.Rule;
import dev.mynah.simulator.net.WireListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Guards a {@link Conversation} with one lock, lets callers wait for it, and carries out its effects - never with the
 * lock held. Thread-safe.
 */
final class DeviceBrain {
    private static final int LARGE_TEXT = 16 * 1024;
    private static final int MAX_REPLIES = 64;

    private final DeviceSettings settings;
    private final World world;
    private final DeviceTools tools;
    private final StandardTools standardTools = new StandardTools();
    private final AudioObserver observer;
    private final Body body;
    private final DeviceLog log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Violations violations = new Violations();
    private final Deque<Reply> replies = new ArrayDeque<>();
    private Conversation conversation;
    private @Nullable String ended = "it was never connected";
    private volatile Object connection = new Object();
    private long connectingAt;
    private long upgradedAt;
    private long helloAt;

    /** What a device can do; never called with the lock held. */
    interface Body {
        void closeMicrophone();

        void openMicrophone();

        void say(DeviceMessage message);

        /** Sends the payload as it is: it may be broken JSON. */
        void sayToolReply(String payload);

        void hangUp();

        /** The server has ended the channel; nothing is to be said to it. */
        void channelClosed();
    }

    DeviceBrain(DeviceSettings settings, World world, DeviceTools tools, AudioObserver observer, Body body) {
        this.settings = settings;
        this.world = world;
        this.tools = tools;
        this.observer = observer;
        this.body = body;
        this.log = new DeviceLog(settings.logCapacity());
        this.conversation = begin(BinaryFraming.RAW, "websocket");
        this.conversation.idle();
    }

    private Conversation begin(BinaryFraming framing, String transport) {
        return new Conversation(settings, framing, transport, tools, violations, this::keep);
    }

    /** Called by the conversation, with the lock held. The oldest goes when nobody fetches them. */
    private void keep(Reply reply) {
        if (replies.size() == MAX_REPLIES) {
            replies.removeFirst();
        }
        replies.addLast(reply);
    }

    private long now() {
        return world.nanoTime().getAsLong();
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            T result = action.get();
            changed.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    private void change(Consumer<Conversation> action) {
        locked(() -> {
            action.accept(conversation);
            return true;
        });
    }

    void connecting(BinaryFraming framing, String transport) {
        locked(() -> {
            conversation = begin(framing, transport);
            ended = null;
            connection = new Object();
            connectingAt = now();
            return true;
        });
    }

    /** Another channel on the connection there is. */
    void openingAgain(BinaryFraming framing, String transport) {
        locked(() -> {
            conversation = begin(framing, transport);
            ended = null;
            connectingAt = now();
            return true;
        });
    }

    void upgraded() {
        locked(() -> upgradedAt = now());
    }

    void awaitHello() throws NoReplyException {
        try {
            await(() -> conversation.helloReceived() || ended != null, settings.helloTimeout());
            String missing = locked(this::missingHello);
            if (!missing.isEmpty()) {
                change(c -> violations.add(Rule.NO_HELLO, missing, now()));
                throw new NoReplyException("no hello " + missing);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NoReplyException("interrupted while waiting for the hello");
        }
    }

    /** Empty when it came, even if the channel has ended since. */
    private String missingHello() {
        if (conversation.helloReceived()) {
            return "";
        }
        return ended == null ? "within " + settings.helloTimeout().toMillis() + " ms" : "before the end: " + ended;
    }

    private boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long nanos = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (!condition.getAsBoolean()) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    Reply awaitReply(Duration timeout) throws NoReplyException, InterruptedException {
        boolean came = await(() -> !replies.isEmpty() || ended != null, timeout);
        lock.lock();
        try {
            Reply reply = replies.poll();
            if (reply != null) {
                return reply;
            }
            throw new NoReplyException(
                    came
                            ? "the connection ended: " + ended
                            : "no answer within " + timeout.toMillis() + " ms; the device is " + conversation.state());
        } finally {
            lock.unlock();
        }
    }

    boolean awaitState(DeviceState wanted, Duration timeout) throws InterruptedException {
        return await(() -> conversation.state() == wanted, timeout);
    }

    /** Receives for the connection that is being opened now; what an older one still says is not heard. */
    WireListener listener() {
        Object mine = connection;
        return new WireListener() {
            @Override
            public void text(String text) {
                if (mine == connection) {
                    receive(text);
                }
            }

            @Override
            public void binary(byte[] payload) {
                if (mine == connection) {
                    receive(payload);
                }
            }

            @Override
            public void closed(String why) {
                if (mine == connection) {
                    end(why);
                }
            }
        };
    }

    private void receive(String text) {
        long now = now();
        log.add(now, true, text, null);
        Effect effect = locked(() -> understand(text, now));
        carryOut(effect);
    }

    private Effect understand(String text, long now) {
        if (text.length() > LARGE_TEXT) {
            violations.add(Rule.LARGE_MESSAGE, text.length() + " characters", now);
        }
        return switch (ServerMessages.decode(text)) {
            case Decoded.Valid<ServerMessage> valid -> {
                boolean greeted = conversation.helloReceived();
                Effect effect = conversation.receive(valid.sessionId(), valid.message(), now);
                helloAt = greeted == conversation.helloReceived() ? helloAt : now;
                yield effect;
            }
            case Decoded.Malformed<ServerMessage> malformed -> {
                boolean hello = !conversation.helloReceived() && text.contains("\"hello\"");
                violations.add(hello ? Rule.BAD_HELLO : Rule.MALFORMED_MESSAGE, malformed.reason(), now);
                yield Effect.NONE;
            }
        };
    }

    private void receive(byte[] frame) {
        long now = now();
        log.add(now, true, null, frame);
        Conversation.Heard heard = hear(frame, now);
        if (heard != Conversation.Heard.NOT_PLAYED) {
            observer.packet(now, heard == Conversation.Heard.FIRST);
        }
    }

    /** Wakes nobody: no caller waits for single packets. */
    private Conversation.Heard hear(byte[] frame, long now) {
        lock.lock();
        try {
            return conversation.audio(frame, now);
        } finally {
            lock.unlock();
        }
    }

    /** The channel is over, or was never opened. */
    void end(String why) {
        locked(() -> {
            ended = why;
            conversation.idle();
            return true;
        });
        body.closeMicrophone();
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.None none -> {}
            case Effect.CloseMicrophone close -> body.closeMicrophone();
            case Effect.ListenAfter after -> world.later(() -> listenAgain(after.generation()), after.nanos());
            case Effect.ToolRequest request -> tools.answer(request.payload()).ifPresent(body::sayToolReply);
            case Effect.HangUp hangUp -> body.hangUp();
            case Effect.CloseChannel close -> {
                body.channelClosed();
                end("the server said good-bye");
            }
        }
    }

    private void listenAgain(int generation) {
        if (locked(() -> conversation.stillWaitingToListen(generation))) {
            body.say(new DeviceMessage.Listen.Start(locked(conversation::mode)));
            body.openMicrophone();
        }
    }

    void listening(ListenMode mode) {
        change(c -> c.listening(mode));
    }

    void stoppedListening() {
        change(Conversation::idle);
    }

    void speechEnded() {
        change(c -> c.speechEnded(now()));
    }

    void aborting() {
        change(c -> c.aborting(now()));
    }

    void listenAfterAbort() {
        carryOut(locked(() -> conversation.listenAfterAbort(now())));
    }

    /** Connected, and neither listening nor speaking. */
    boolean atRest() {
        return locked(() -> ended == null
                && (conversation.state() == DeviceState.IDLE || conversation.state() == DeviceState.CONNECTING));
    }

    DeviceState state() {
        return locked(() -> conversation.state());
    }

    String sessionId() {
        return locked(() -> conversation.sessionId());
    }

    AudioParams params() {
        return locked(() -> conversation.params());
    }

    /** Where audio goes; null on WebSocket. */
    ServerMessage.@Nullable UdpChannel audioChannel() {
        lock.lock();
        try {
            return conversation.audioChannel();
        } finally {
            lock.unlock();
        }
    }

    /** A datagram came that the device drops. */
    void objectToDatagram(String detail) {
        change(c -> violations.add(Rule.BAD_DATAGRAM, detail, now()));
    }

    List<ContractViolation> violations() {
        return locked(violations::kept);
    }

    Map<Rule, Integer> violationCounts() {
        return locked(violations::counts);
    }

    int packetsDropped() {
        return locked(() -> conversation.packetsDropped());
    }

    int packetsAfterAbort() {
        return locked(() -> conversation.packetsAfterAbort());
    }

    ConnectTimings connectTimings() {
        return locked(() -> new ConnectTimings(upgradedAt - connectingAt, helloAt - upgradedAt));
    }

    DeviceLog log() {
        return log;
    }

    StandardTools standardTools() {
        return standardTools;
    }

    DeviceTools tools() {
        return tools;
    }
}
