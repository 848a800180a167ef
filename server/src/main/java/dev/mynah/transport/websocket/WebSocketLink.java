package dev.mynah.transport.websocket;

import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.protocol.message.ServerMessages;
import dev.mynah.session.DeviceLink;
import dev.mynah.session.SessionEnd;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** The way to a device on its WebSocket. Thread-safe: Vert.x queues what other threads write, in their order. */
final class WebSocketLink implements DeviceLink {
    /** Packets in a row that found the socket full before its reader is given up: about 5 s of speech. */
    private static final int MAX_CONGESTED_PACKETS = 83;

    private final ServerWebSocket socket;
    private final String sessionId;
    private final BinaryFraming framing;
    private final AtomicInteger congested = new AtomicInteger();

    WebSocketLink(ServerWebSocket socket, String sessionId, BinaryFraming framing) {
        this.socket = socket;
        this.sessionId = sessionId;
        this.framing = framing;
    }

    @Override
    public String transport() {
        return "websocket";
    }

    @Override
    public void send(ServerMessage message) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(ServerMessages.encode(sessionId, message));
        }
    }

    @Override
    public boolean sendAudio(byte[] packet, long timestampMillis) {
        if (socket.isClosed()) {
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

    @Override
    public void close(SessionEnd reason) {
        if (!socket.isClosed()) {
            socket.close(code(reason), reason.label());
        }
    }

    private static short code(SessionEnd reason) {
        return switch (reason) {
            case DEVICE_LEFT, IDLE, FAREWELL, TAKEN_OVER -> 1000;
            case SERVER_STOPPING -> 1001;
            case PROTOCOL_ERROR -> 1002;
            case NO_HELLO, CONGESTED -> 1008;
            case OVERLOADED -> 1013;
        };
    }
}
