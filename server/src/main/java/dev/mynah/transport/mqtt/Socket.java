package dev.mynah.transport.mqtt;

import io.netty.buffer.Unpooled;
import io.vertx.core.Vertx;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client's socket. Writing and closing are thread-safe, the rest belongs to its event loop. Several may ask that nothing
 * be read for a while; it goes on when none does.
 */
final class Socket {
    /** What may wait besides the kernel's buffer before a client counts as one that does not read. */
    private static final int QUEUED_BYTES = 64 * 1024;

    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final NetSocket socket;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger unsent = new AtomicInteger();
    private int pauses;

    Socket(Vertx vertx, NetSocket socket) {
        this.vertx = vertx;
        this.socket = socket;
        socket.setWriteQueueMaxSize(QUEUED_BYTES);
    }

    NetSocket vertxSocket() {
        return socket;
    }

    /**
     * Whether the client does not read. Vert.x alone calls a socket full when sixteen messages from other threads wait,
     * however small; but only of what it calls full does it say later that there is room again.
     */
    boolean full() {
        return unsent.get() >= QUEUED_BYTES && socket.writeQueueFull();
    }

    void write(byte[] packet) {
        if (packet.length > 0 && !closed.get()) {
            unsent.addAndGet(packet.length);
            socket.write(BufferInternal.buffer(Unpooled.wrappedBuffer(packet)))
                    .onComplete(done -> unsent.addAndGet(-packet.length));
        }
    }

    void pause() {
        if (pauses++ == 0) {
            socket.pause();
        }
    }

    void resume() {
        if (--pauses == 0) {
            socket.resume();
        }
    }

    boolean paused() {
        return pauses > 0;
    }

    /**
     * Sends what was written and closes. A client that does not read does not get it, so TCP is cut after a while. False
     * when that was done before.
     */
    boolean close() {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        socket.close();
        vertx.setTimer(
                CLOSING.toMillis(),
                late -> ((NetSocketInternal) socket).channelHandlerContext().close());
        return true;
    }

    String remoteAddress() {
        return socket.remoteAddress() == null
                ? ""
                : String.valueOf(socket.remoteAddress().hostAddress());
    }

    String localAddress() {
        return socket.localAddress() == null
                ? ""
                : String.valueOf(socket.localAddress().hostAddress());
    }
}
