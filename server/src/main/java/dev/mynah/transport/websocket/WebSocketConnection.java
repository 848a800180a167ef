package dev.mynah.transport.websocket;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.protocol.audio.Unframed;
import dev.mynah.protocol.message.Decoded;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.protocol.message.DeviceMessages;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.session.DeviceSession;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.Sessions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device's WebSocket from the upgrade to the end: decodes, frames and hands on. Confined to the socket's event loop.
 *
 * <p>Broken input is counted and ignored, because firmware sends some (firmware wire contract §4.5); the connection lives
 * on. The server sends no pings and asks for no pongs: some firmware never answers them (contract §0.12).
 */
final class WebSocketConnection {
    private static final Logger log = LoggerFactory.getLogger(WebSocketConnection.class);

    /** What may wait besides the kernel's buffer before the device counts as congested: a few seconds of speech. */
    private static final int QUEUED_BYTES = 16 * 1024;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final DeviceId device;
    private final Sessions.Admission.Admitted admitted;
    private final int protocolVersion;
    private final Sessions sessions;
    private BinaryFraming framing = BinaryFraming.RAW;
    private @Nullable WebSocketLink link;
    private @Nullable DeviceSession session;
    private long malformed;

    /**
     * @param admitted whose connection it is
     * @param protocolVersion of the upgrade request; counts when the hello names none
     */
    WebSocketConnection(
            Vertx vertx,
            ServerWebSocket socket,
            Sessions.Admission.Admitted admitted,
            int protocolVersion,
            Sessions sessions) {
        this.vertx = vertx;
        this.socket = socket;
        this.device = admitted.device();
        this.admitted = admitted;
        this.protocolVersion = protocolVersion;
        this.sessions = sessions;
    }

    void start(Duration helloTimeout) {
        long deadline = vertx.setTimer(helloTimeout.toMillis(), timer -> refuseSilence());
        socket.setWriteQueueMaxSize(QUEUED_BYTES);
        socket.textMessageHandler(this::text);
        socket.binaryMessageHandler(this::binary);
        socket.exceptionHandler(this::failed);
        socket.closeHandler(end -> {
            vertx.cancelTimer(deadline);
            closed();
        });
    }

    /** A broken connection ends by itself; after bytes that are no frame, nothing that follows can be understood. */
    private void failed(Throwable failure) {
        log.debug("WebSocket of {} failed: {}", device, failure.toString());
        if (failure instanceof IOException || failure instanceof HttpClosedException) {
            return;
        }
        DeviceSession open = session;
        if (open != null) {
            open.close(SessionEnd.PROTOCOL_ERROR);
        } else {
            socket.close((short) 1002, SessionEnd.PROTOCOL_ERROR.label());
        }
    }

    private void refuseSilence() {
        if (session == null) {
            log.info("Connection closed device={} reason={}", device, SessionEnd.NO_HELLO.label());
            socket.close((short) 1008, SessionEnd.NO_HELLO.label());
        }
    }

    private void text(String text) {
        switch (DeviceMessages.decode(text)) {
            case Decoded.Valid<DeviceMessage> valid -> message(valid.message());
            case Decoded.Malformed<DeviceMessage> broken -> broken(broken.reason());
        }
    }

    private void message(DeviceMessage message) {
        DeviceSession open = session;
        switch (message) {
            // A second answer would be left over for the device's next connection (contract C30).
            case DeviceMessage.Hello hello when open == null -> hello(hello);
            case DeviceMessage other when open != null -> open.receive(other);
            case DeviceMessage early -> broken("a message before hello");
        }
    }

    private void hello(DeviceMessage.Hello hello) {
        framing = BinaryFraming.ofVersion(hello.version() > 0 ? hello.version() : protocolVersion);
        String id = sessions.newId();
        WebSocketLink made = new WebSocketLink(vertx, socket, id, framing);
        link = made;
        DeviceSession opened = sessions.open(id, admitted, hello, made);
        session = opened;
        made.send(ServerMessage.Hello.webSocket(id, AudioParams.DOWNLINK));
        opened.opened();
    }

    private void binary(Buffer frame) {
        DeviceSession open = session;
        if (open == null) {
            broken("audio before hello");
            return;
        }
        switch (framing.decode(frame.getBytes())) {
            case AudioPacket packet -> open.receive(packet);
            case Unframed.Malformed wrong -> broken(wrong.reason());
        }
    }

    private void broken(String reason) {
        malformed++;
        if (Long.bitCount(malformed) == 1) {
            // At the 1st, 2nd, 4th, 8th ... only: a broken device must not fill the log.
            log.info("Ignored what {} sent ({} so far): {}", device, malformed, reason);
        }
    }

    private void closed() {
        admitted.place().leave();
        DeviceSession open = session;
        WebSocketLink used = link;
        if (open != null && used != null) {
            sessions.wireClosed(open, used.closedFor().orElse(SessionEnd.DEVICE_LEFT));
        }
    }
}
