package dev.mynah.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Asks one server the same sort of thing as fast as it answers, on a few connections that stay open. Notes how long each
 * answer took. Cheap enough that the same load shows the difference between two servers.
 */
public final class HttpLoad {
    private static final String LENGTH = "content-length:";

    private final int port;
    private final int connections;
    private final IntFunction<byte[]> requests;
    private final Predicate<String> right;

    /**
     * @param requests the whole request of that number
     * @param right whether a body is as it should be
     */
    public HttpLoad(int port, int connections, IntFunction<byte[]> requests, Predicate<String> right) {
        this.port = port;
        this.connections = connections;
        this.requests = requests;
        this.right = right;
    }

    /** What came of it: answers in a second, how long each took with the shortest first, and how many were not right. */
    public static final class Outcome {
        private final double perSecond;
        private final long[] nanos;
        private final int wrong;

        private Outcome(double perSecond, long[] nanos, int wrong) {
            this.perSecond = perSecond;
            this.nanos = nanos;
            this.wrong = wrong;
        }

        /** Answers that were not as they should be, and connections that broke. */
        public int wrong() {
            return wrong;
        }

        public int answers() {
            return nanos.length;
        }

        /** In milliseconds. */
        public double quantile(double share) {
            return nanos[(int) Math.min(nanos.length - 1, Math.round(share * nanos.length))] / 1e6;
        }

        @Override
        public String toString() {
            return "%,.0f/s p50 %.3f p99 %.3f max %.3f ms (%d)"
                    .formatted(perSecond, quantile(0.5), quantile(0.99), quantile(1), nanos.length);
        }
    }

    /** Sends so many requests. */
    public Outcome run(int total) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        ConcurrentLinkedQueue<long[]> times = new ConcurrentLinkedQueue<>();
        Thread[] threads = new Thread[connections];
        long began = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            threads[i] = Thread.ofPlatform().start(() -> times.add(ask(total, next, wrong)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
        long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Outcome(all.length / seconds, all, wrong.get());
    }

    private long[] ask(int total, AtomicInteger next, AtomicInteger wrong) {
        long[] times = new long[total];
        int asked = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int number = next.getAndIncrement(); number < total; number = next.getAndIncrement()) {
                byte[] request = requests.apply(number);
                long began = System.nanoTime();
                socket.getOutputStream().write(request);
                String body = body(in);
                times[asked++] = System.nanoTime() - began;
                wrong.addAndGet(right.test(body) ? 0 : 1);
            }
        } catch (IOException broken) {
            wrong.incrementAndGet();
        }
        return Arrays.copyOf(times, asked);
    }

    private static String body(InputStream in) throws IOException {
        int length = 0;
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the server hung up");
            }
            if (next != '\n') {
                line.append((char) next);
                continue;
            }
            String header = line.toString().strip();
            line.setLength(0);
            if (header.isEmpty()) {
                return new String(in.readNBytes(length), StandardCharsets.UTF_8);
            }
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
    }
}
