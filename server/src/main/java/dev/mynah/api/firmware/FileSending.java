package dev.mynah.api.firmware;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a file at the pace at which it is read, one block in memory at a time. A reader may be slow and may pause, as devices
 * do while they write to flash (firmware wire contract C25); only one that takes nothing for a long time is let go. Used once,
 * on a thread that may wait.
 */
final class FileSending {
    private static final Logger log = LoggerFactory.getLogger(FileSending.class);
    private static final int BLOCK_BYTES = 16 * 1024;

    private final Context loop;
    private final HttpServerResponse response;
    private final Duration stall;

    /**
     * @param loop the response belongs to
     * @param stall longest time for one block
     */
    FileSending(Context loop, HttpServerResponse response, Duration stall) {
        this.loop = loop;
        this.response = response;
        this.stall = stall;
    }

    /** Sends all of it; false when the reader went away, or stopped reading. */
    boolean send(InputStream file) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        try {
            for (int read = file.read(block); read > 0; read = file.read(block)) {
                write(Buffer.buffer(Arrays.copyOf(block, read)));
            }
            loop.runOnContext(now -> response.end());
            return true;
        } catch (ExecutionException gone) {
            return false;
        } catch (TimeoutException stalled) {
            log.info("A device that fetched firmware took nothing for {}; it was let go", stall);
            hangUp();
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            hangUp();
            return false;
        }
    }

    /** Hangs up, so that the reader does not take what it has for all of it. */
    void hangUp() {
        loop.runOnContext(now -> response.reset());
    }

    private void write(Buffer part) throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Void> written = new CompletableFuture<>();
        loop.runOnContext(now -> {
            if (response.closed() || response.ended()) {
                written.completeExceptionally(new IOException("the reader went away"));
            } else {
                response.write(part).onComplete(done -> {
                    if (done.succeeded()) {
                        written.complete(null);
                    } else {
                        written.completeExceptionally(done.cause());
                    }
                });
            }
        });
        written.get(stall.toMillis(), TimeUnit.MILLISECONDS);
    }
}
