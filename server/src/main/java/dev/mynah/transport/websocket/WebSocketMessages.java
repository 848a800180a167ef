package dev.mynah.transport.websocket;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Puts the messages of one socket together from their frames, up to a length that is small until it is known who sends and
 * can be raised then. Confined to the socket's event loop.
 */
final class WebSocketMessages {
    /** Who gets the messages. */
    interface Listener {
        void text(String text);

        void binary(Buffer frame);

        /** A message is longer than it may be; nothing more of it comes. */
        void tooLong();
    }

    private final ServerWebSocket socket;
    private final Listener listener;
    private int maxBytes;
    private @Nullable Buffer open;
    private boolean openText;
    private boolean over;

    WebSocketMessages(ServerWebSocket socket, int maxBytes, Listener listener) {
        this.socket = socket;
        this.maxBytes = maxBytes;
        this.listener = listener;
        socket.frameHandler(this::frame);
    }

    /** From the next message on they may have so many bytes. */
    void allow(int bytes) {
        maxBytes = bytes;
        ChannelPipeline pipeline =
                ((WebSocketInternal) socket).channelHandlerContext().pipeline();
        // What the decoder has read and not yet understood goes to the one that takes its place.
        if (pipeline.get(WebSocket13FrameDecoder.class) != null) {
            pipeline.replace(WebSocket13FrameDecoder.class, "wide-decoder", new WebSocket13FrameDecoder(config(bytes)));
        }
    }

    private static WebSocketDecoderConfig config(int bytes) {
        return WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(true)
                .allowExtensions(false)
                .maxFramePayloadLength(bytes)
                .build();
    }

    private void frame(WebSocketFrame frame) {
        if (over || !(frame.isText() || frame.isBinary() || frame.isContinuation())) {
            return;
        }
        Buffer before = open;
        if (before == null) {
            openText = frame.isText();
        }
        Buffer all = before == null ? frame.binaryData() : before.appendBuffer(frame.binaryData());
        if (all.length() > maxBytes) {
            over = true;
            open = null;
            listener.tooLong();
        } else if (!frame.isFinal()) {
            open = before == null ? all.copy() : all;
        } else {
            open = null;
            deliver(all);
        }
    }

    private void deliver(Buffer message) {
        if (openText) {
            listener.text(message.toString(StandardCharsets.UTF_8));
        } else {
            listener.binary(message);
        }
    }
}
