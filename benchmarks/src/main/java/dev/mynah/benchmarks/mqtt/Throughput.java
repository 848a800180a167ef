package dev.mynah.benchmarks.mqtt;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One publisher, one subscriber, and never more on the way than a window, so that nothing is dropped. */
final class Throughput {
    private static final int WINDOW = 100;
    private static final byte[] PAYLOAD = new byte[100];

    private Throughput() {}

    /**
     * What a run gave.
     *
     * @param perSecond messages that arrived
     * @param cpuMicros of the broker, for each of them
     */
    record Result(double perSecond, double cpuMicros) {}

    static Result run(ProcessHandle broker, int port, int qos, int messages) throws IOException, InterruptedException {
        try (Wire subscriber = Wire.connect(port, "sub", "bench", "bench", 0);
                Wire publisher = Wire.connect(port, "pub", "bench", "bench", 0)) {
            subscriber.subscribe("bench/t", qos);
            Semaphore room = new Semaphore(WINDOW);
            Duration cpu = cpu(broker);
            long began = System.nanoTime();
            AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
            Thread receiving = Thread.ofPlatform().start(() -> collect(subscriber, qos, messages, room, failure));
            Thread draining = Thread.ofPlatform().start(() -> acknowledged(publisher, qos, messages, failure));
            byte[] packet = Wire.publish("bench/t", PAYLOAD, qos);
            int id = packet.length - PAYLOAD.length - 2;
            for (int i = 1; i <= messages && failure.get() == null; i++) {
                room.acquire();
                if (qos > 0) {
                    int number = 1 + i % 60_000;
                    packet[id] = (byte) (number >> 8);
                    packet[id + 1] = (byte) number;
                }
                publisher.send(packet);
            }
            receiving.join();
            draining.join();
            IOException failed = failure.get();
            if (failed != null) {
                throw failed;
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            double micros = cpu(broker).minus(cpu).toNanos() / 1e3;
            return new Result(messages / seconds, micros / messages);
        }
    }

    private static Duration cpu(ProcessHandle broker) {
        return broker.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void collect(
            Wire subscriber, int qos, int messages, Semaphore room, AtomicReference<@Nullable IOException> failure) {
        try {
            for (int i = 0; i < messages; i++) {
                byte[] body = subscriber.read();
                if (qos > 0) {
                    int id = 2 + "bench/t".length();
                    subscriber.send(new byte[] {0x40, 2, body[id], body[id + 1]});
                }
                room.release();
            }
        } catch (IOException gone) {
            failure.set(gone);
            room.release(WINDOW);
        }
    }

    private static void acknowledged(
            Wire publisher, int qos, int messages, AtomicReference<@Nullable IOException> failure) {
        try {
            for (int i = 0; qos > 0 && i < messages; i++) {
                publisher.read();
            }
        } catch (IOException gone) {
            failure.set(gone);
        }
    }
}
