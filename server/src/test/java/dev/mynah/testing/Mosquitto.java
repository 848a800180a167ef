package dev.mynah.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real Mosquitto as a process, on a free port of the loopback. Debian's package {@code mosquitto} has it. */
public final class Mosquitto implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

    private final Path directory;
    private final int port;
    private Process process;

    private Mosquitto(Path directory, int port) throws IOException {
        this.directory = directory;
        this.port = port;
        this.process = run();
        awaitListening();
    }

    /** Whether it is installed. */
    public static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * Starts it.
     *
     * @param directory for its files
     * @param settings more lines of its configuration
     */
    public static Mosquitto start(Path directory, String... settings) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path file = directory.resolve("mosquitto.conf");
        String usual = "listener " + port + " 127.0.0.1\nmax_queued_messages 1000\nlog_type error\n";
        String more = String.join("\n", settings);
        String anonymous = more.contains("allow_anonymous") ? "" : "allow_anonymous true\n";
        Files.writeString(file, usual + anonymous + more + "\n");
        return new Mosquitto(directory, port);
    }

    private Process run() throws IOException {
        return new ProcessBuilder(
                        PROGRAM.toString(),
                        "-c",
                        directory.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("mosquitto.log").toFile())
                .start();
    }

    /** Starts it again on the same port, after {@link #close}. */
    public void restart() throws IOException {
        process = run();
        awaitListening();
    }

    private void awaitListening() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    process.destroyForcibly();
                    throw notYet;
                }
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
