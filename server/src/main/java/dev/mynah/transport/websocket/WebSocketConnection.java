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
import dev.mynah.session.TextDialect;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.util.Optional;
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
    private final Sessions.Admission.@Nullable Admitted admitted;
    private final @Nullable DeviceId device;
    private final Sessions.Place place;
    private final Opening opening;
    private final Conversations conversations;
    private final WebSocketMessages messages;
    private BinaryFraming framing = BinaryFraming.RAW;
    private @Nullable WebSocketLink link;
    private @Nullable DeviceSession session;
    private TextDialect.@Nullable Conversation conversation;
    private @Nullable WebSocketTextChannel texts;
    private long malformed;

    /**
     * What the upgrade request said.
     *
     * @param protocolVersion counts when the hello names none
     * @param base where it reached this server
     */
    record Opening(int protocolVersion, String base) {}

    /**
     * @param admitted whose connection it is; null when its first message has to say that
     * @param place given back as soon as it is known
     */
    WebSocketConnection(
            Vertx vertx,
            ServerWebSocket socket,
            Sessions.Admission.@Nullable Admitted admitted,
            Sessions.Place place,
            Opening opening,
            Conversations conversations) {
        this.vertx = vertx;
        this.socket = socket;
        this.admitted = admitted;
        this.device = admitted == null ? null : admitted.device();
        this.place = place;
        this.opening = opening;
        this.conversations = conversations;
        this.messages = new WebSocketMessages(socket, conversations.maxMessageBytes(), new Arriving());
    }

    void start() {
        long deadline = vertx.setTimer(conversations.helloTimeout().toMillis(), timer -> refuseSilence());
        socket.setWriteQueueMaxSize(QUEUED_BYTES);
        socket.exceptionHandler(this::failed);
        socket.closeHandler(end -> {
            vertx.cancelTimer(deadline);
            closed();
        });
    }

    private final class Arriving implements WebSocketMessages.Listener {
        @Override
        public void text(String text) {
            WebSocketConnection.this.text(text);
        }

        @Override
        public void binary(Buffer frame) {
            WebSocketConnection.this.binary(frame);
        }

        @Override
        public void tooLong() {
            failed(new IllegalStateException("a message is too long"));
        }
    }

    /** A broken connection ends by itself; after bytes that are no frame, nothing that follows can be understood. */
    private void failed(Throwable failure) {
        log.debug("WebSocket of {} failed: {}", device, failure.toString());
        if (failure instanceof IOException || failure instanceof HttpClosedException) {
            return;
        }
        DeviceSession open = session;
        WebSocketTextChannel channel = texts;
        if (open != null) {
            open.close(SessionEnd.PROTOCOL_ERROR);
        } else if (channel != null) {
            channel.close(SessionEnd.PROTOCOL_ERROR);
        } else {
            socket.close((short) 1002, SessionEnd.PROTOCOL_ERROR.label());
        }
    }

    private void refuseSilence() {
        WebSocketTextChannel other = texts;
        if (other == null ? session == null : !other.known()) {
            log.info("Connection closed device={} reason={}", device, SessionEnd.NO_HELLO.label());
            socket.close((short) 1008, SessionEnd.NO_HELLO.label());
        }
    }

    private void text(String text) {
        TextDialect.Conversation other = conversation;
        if (other != null) {
            other.text(text);
        } else if (session == null && conversations.dialect().begins(text)) {
            begin().text(text);
        } else if (admitted == null) {
            // The firmware names its device in the request; whoever does not has to begin with who it is.
            socket.close(WebSocketLink.code(SessionEnd.UNAUTHENTICATED), "the first message must be auth");
        } else {
            decode(text, admitted);
        }
    }

    private TextDialect.Conversation begin() {
        WebSocketTextChannel channel =
                new WebSocketTextChannel(vertx, vertx.getOrCreateContext(), socket, messages, opening.base(), place);
        TextDialect.Conversation begun = conversations.dialect().begin(channel, Optional.ofNullable(admitted));
        texts = channel;
        conversation = begun;
        return begun;
    }

    private void decode(String text, Sessions.Admission.Admitted of) {
        switch (DeviceMessages.decode(text)) {
            case Decoded.Valid<DeviceMessage> valid -> message(valid.message(), of);
            case Decoded.Malformed<DeviceMessage> broken -> broken(broken.reason());
        }
    }

    private void message(DeviceMessage message, Sessions.Admission.Admitted of) {
        DeviceSession open = session;
        switch (message) {
            // A second answer would be left over for the device's next connection (contract C30).
            case DeviceMessage.Hello hello when open == null -> hello(hello, of);
            case DeviceMessage other when open != null -> open.receive(other);
            case DeviceMessage early -> broken("a message before hello");
        }
    }

    private void hello(DeviceMessage.Hello hello, Sessions.Admission.Admitted of) {
        framing = BinaryFraming.ofVersion(hello.version() > 0 ? hello.version() : opening.protocolVersion());
        Sessions sessions = conversations.sessions();
        String id = sessions.newId();
        WebSocketLink made = new WebSocketLink(vertx, socket, id, framing, opening.base());
        link = made;
        DeviceSession opened = sessions.open(id, of, hello, made);
        session = opened;
        made.send(ServerMessage.Hello.webSocket(id, AudioParams.DOWNLINK));
        opened.opened();
    }

    private void binary(Buffer frame) {
        DeviceSession open = session;
        TextDialect.Conversation other = conversation;
        if (other != null) {
            other.strange();
            return;
        }
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
        place.leave();
        DeviceSession open = session;
        WebSocketLink used = link;
        if (open != null && used != null) {
            conversations.sessions().wireClosed(open, used.closedFor().orElse(SessionEnd.DEVICE_LEFT));
        }
        TextDialect.Conversation other = conversation;
        WebSocketTextChannel channel = texts;
        if (other != null && channel != null) {
            other.closed(channel.closedFor().orElse(SessionEnd.DEVICE_LEFT));
        }
    }
}
