package dev.mynah.transport.serial;

import dev.mynah.session.ControlEvent;
import dev.mynah.support.Scheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configured serial ports, each with one thread that opens the line, carries bytes, and opens it again after it was
 * unplugged. Thread-safe.
 */
public final class SerialPorts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SerialPorts.class);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration STOP_WAIT = Duration.ofSeconds(3);

    private final List<SerialPortOptions> ports;
    private final SerialLine.Opener opener;
    private final Consumer<ControlEvent> events;
    private final Scheduler scheduler;
    private final ThreadFactory threads;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Thread> running = new ArrayList<>();

    /**
     * @param events learns what happens; called on the ports' threads, must not block
     * @param threads makes platform threads: reading a serial line blocks whoever does it
     */
    public SerialPorts(
            List<SerialPortOptions> ports, Consumer<ControlEvent> events, Scheduler scheduler, ThreadFactory threads) {
        this(ports, SystemLine::open, events, scheduler, threads);
    }

    SerialPorts(
            List<SerialPortOptions> ports,
            SerialLine.Opener opener,
            Consumer<ControlEvent> events,
            Scheduler scheduler,
            ThreadFactory threads) {
        this.ports = List.copyOf(ports);
        this.opener = opener;
        this.events = events;
        this.scheduler = scheduler;
        this.threads = threads;
    }

    /** Begins to serve the ports. A port that is not there yet is waited for. */
    public synchronized void start() {
        for (SerialPortOptions port : ports) {
            Thread thread = threads.newThread(() -> serve(port));
            running.add(thread);
            thread.start();
        }
    }

    @Override
    public synchronized void close() {
        stopping.countDown();
        for (Thread thread : running) {
            try {
                thread.join(STOP_WAIT);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void serve(SerialPortOptions port) {
        String trouble = "";
        while (!stopped(Duration.ZERO)) {
            String now = once(port);
            if (!now.equals(trouble) && !now.isEmpty()) {
                log.info("Serial port {} at {}: {}", port.name(), port.path(), now);
            }
            trouble = now;
            if (stopped(RETRY)) {
                return;
            }
        }
    }

    /** Serves the line for as long as it lasts, and says in words how it ended. */
    private String once(SerialPortOptions port) {
        try {
            Optional<SerialLine> found = opener.open(port);
            if (found.isEmpty()) {
                return "not plugged in";
            }
            log.info("Serial port {} at {} is open for device {}", port.name(), port.path(), port.device());
            SerialDevice device = new SerialDevice(port, events);
            try (SerialLine line = found.get()) {
                carry(line, device);
                device.closed("the server stops");
                return "closed";
            } catch (IOException gone) {
                device.closed("unplugged");
                return "unplugged (" + gone.getMessage() + ")";
            }
        } catch (IOException unusable) {
            return String.valueOf(unusable.getMessage());
        } catch (RuntimeException | LinkageError broken) {
            log.warn("Serial port {} failed", port.name(), broken);
            return "failed: " + broken;
        }
    }

    private void carry(SerialLine line, SerialDevice device) throws IOException {
        while (!stopped(Duration.ZERO)) {
            Optional<byte[]> next = device.next(scheduler.nanoTime());
            if (next.isPresent()) {
                line.write(next.get());
            }
            byte[] read = line.read();
            if (read.length > 0) {
                device.received(read, scheduler.nanoTime());
            } else {
                device.silent(scheduler.nanoTime());
            }
        }
    }

    private boolean stopped(Duration wait) {
        try {
            return stopping.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException asked) {
            return true;
        }
    }
}
