package dev.mynah.voice.provider.openai;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer that is read as it arrives, with a time limit on every read.
 *
 * <p>The connection delivers one batch only after the one before was read, so a slow reader holds the provider back
 * instead of filling memory. {@link #close} before the end cuts the connection: that is how an interrupted turn stops
 * costing the provider work. The provider sees the end of our side at once; while it keeps sending regardless, the JDK's
 * selector may take up to three seconds to drop the socket (measured on JDK 25). One thread reads; any may close.
 */
public final class ArrivingBody implements BodySubscriber<ArrivingBody>, AutoCloseable {
    private sealed interface Arrival {
        record Bytes(List<ByteBuffer> buffers) implements Arrival {}

        record End() implements Arrival {}

        record Broken(Throwable cause) implements Arrival {}
    }

    private static final int DRAIN_MILLIS = 20;
    private static final int DRAIN_BATCHES = 4;

    /** One batch is asked for at a time, so at most that batch and the end are ever waiting. */
    private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(2);

    private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();
    private final Queue<ByteBuffer> batch = new ArrayDeque<>();
    private volatile boolean ended;
    private volatile boolean closed;

    @Override
    public CompletionStage<ArrivingBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription.set(given);
        if (closed) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        offer(new Arrival.Bytes(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        offer(new Arrival.Broken(cause));
    }

    @Override
    public void onComplete() {
        offer(new Arrival.End());
    }

    private void offer(Arrival arrival) {
        if (!arrivals.offer(arrival)) {
            throw new IllegalStateException("more was delivered than was asked for");
        }
    }

    /**
     * Waits for the next bytes.
     *
     * @return bytes, or null at the end of the answer
     * @throws HttpTimeoutException when patience ends first
     * @throws IOException when the connection broke
     */
    public @Nullable ByteBuffer next(Patience patience) throws IOException, InterruptedException {
        while (batch.isEmpty() && !ended) {
            await(patience);
        }
        return batch.poll();
    }

    private void await(Patience patience) throws IOException, InterruptedException {
        long since = patience.now();
        Arrival arrival = arrivals.poll(patience.left(), TimeUnit.NANOSECONDS);
        patience.spend(since);
        switch (arrival) {
            case null -> throw new HttpTimeoutException("no further bytes in time");
            case Arrival.Bytes(List<ByteBuffer> buffers) -> take(buffers);
            case Arrival.End() -> ended = true;
            case Arrival.Broken(Throwable cause) -> throw new IOException("the connection broke: " + cause, cause);
        }
    }

    private void take(List<ByteBuffer> buffers) {
        buffers.stream().filter(ByteBuffer::hasRemaining).forEach(batch::add);
        Subscription given = subscription.get();
        if (given != null) {
            given.request(1);
        }
    }

    /**
     * Takes what is left when everything of interest was read and the end should follow at once: only a connection that
     * was read to its end can be used again.
     */
    public void drain() throws InterruptedException {
        for (int batches = 0; batches < DRAIN_BATCHES && !ended; batches++) {
            switch (arrivals.poll(DRAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                case null -> {
                    return;
                }
                case Arrival.Bytes(List<ByteBuffer> buffers) -> take(buffers);
                case Arrival.End() -> ended = true;
                case Arrival.Broken(Throwable _) -> ended = true;
            }
        }
    }

    /** Lets go of the answer; cuts the connection unless the answer was read to its end. */
    @Override
    public void close() {
        closed = true;
        Subscription given = subscription.get();
        if (given != null && !ended) {
            given.cancel();
        }
    }
}
