package dev.mynah.transport.websocket;

import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.protocol.message.ServerMessages;
import dev.mynah.session.DeviceLink;
import dev.mynah.session.SessionEnd;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The way to a device on its WebSocket. Thread-safe: Vert.x queues what other threads write, in their order. */
final class WebSocketLink implements DeviceLink {
    /** Packets in a row that found the socket full before its reader is given up: about 5 s of speech. */
    private static final int MAX_CONGESTED_PACKETS = 83;

    /** Messages in a row that found it full: what a device is told while it says nothing is much less. */
    private static final int MAX_UNREAD_MESSAGES = 64;

    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final String sessionId;
    private final BinaryFraming framing;
    private final String base;
    private final AtomicInteger congested = new AtomicInteger();
    private final AtomicInteger unread = new AtomicInteger();
    private final AtomicReference<@Nullable SessionEnd> closed = new AtomicReference<>();

    /**
     * @param vertx for the time limit of closing
     * @param base where the device reached this server; empty when it is nowhere a device could
     */
    WebSocketLink(Vertx vertx, ServerWebSocket socket, String sessionId, BinaryFraming framing, String base) {
        this.vertx = vertx;
        this.socket = socket;
        this.sessionId = sessionId;
        this.framing = framing;
        this.base = base;
    }

    @Override
    public String transport() {
        return "websocket";
    }

    @Override
    public Optional<InetAddress> address() {
        return Optional.of(InetAddress.ofLiteral(socket.remoteAddress().hostAddress()));
    }

    @Override
    public Optional<String> reachedAt() {
        return base.isEmpty() ? Optional.empty() : Optional.of(base);
    }

    @Override
    public void send(ServerMessage message) {
        if (over()) {
            return;
        }
        if (!socket.writeQueueFull()) {
            unread.setRelease(0);
        } else if (unread.incrementAndGet() > MAX_UNREAD_MESSAGES) {
            close(SessionEnd.CONGESTED);
            return;
        }
        socket.writeTextMessage(ServerMessages.encode(sessionId, message));
    }

    @Override
    public boolean sendAudio(byte[] packet, long timestampMillis) {
        if (over()) {
            return false;
        }
        if (socket.writeQueueFull()) {
            if (congested.incrementAndGet() == MAX_CONGESTED_PACKETS) {
                close(SessionEnd.CONGESTED);
            }
            return false;
        }
        congested.setRelease(0);
        socket.writeBinaryMessage(Buffer.buffer(framing.encode(packet, timestampMillis)));
        return true;
    }

    /**
     * Ends the channel. A device that has stopped reading does not get as far as the close frame, so TCP is cut after a
     * while, with everything that was still queued for it.
     */
    @Override
    public void close(SessionEnd reason) {
        if (!socket.isClosed() && closed.compareAndSet(null, reason)) {
            socket.close(code(reason), reason.label());
            vertx.setTimer(
                    CLOSING.toMillis(),
                    late -> ((WebSocketInternal) socket).channelHandlerContext().close());
        }
    }

    /** Why this side closed the channel; empty when it did not. */
    Optional<SessionEnd> closedFor() {
        return Optional.ofNullable(closed.get());
    }

    private boolean over() {
        return closed.get() != null || socket.isClosed();
    }

    /** What a close frame says for a reason. */
    static short code(SessionEnd reason) {
        return switch (reason) {
            case DEVICE_LEFT, IDLE, FAREWELL, TAKEN_OVER -> 1000;
            case SERVER_STOPPING -> 1001;
            case PROTOCOL_ERROR -> 1002;
            case NO_HELLO, UNAUTHENTICATED, CONGESTED, UNBOUND -> 1008;
            case OVERLOADED -> 1013;
        };
    }
}
