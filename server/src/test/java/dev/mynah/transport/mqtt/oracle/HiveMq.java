package dev.mynah.transport.mqtt.oracle;

import dev.mynah.testing.ForkedJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A running {@link HiveMqProgram} on a free port of the loopback. */
final class HiveMq implements AutoCloseable {
    private final Process process;
    private final int port;

    private HiveMq(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static HiveMq start(Path directory) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        ForkedJava.program(),
                        "-Xmx512m",
                        "-cp",
                        ForkedJava.classPath(),
                        HiveMqProgram.class.getName(),
                        directory.toString(),
                        String.valueOf(port))
                .redirectError(directory.resolve("hivemq.err").toFile())
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.equals(HiveMqProgram.READY)) {
                Thread.ofVirtual().start(() -> said.lines().forEach(ignored -> {}));
                return new HiveMq(process, port);
            }
        }
        process.destroyForcibly();
        throw new IOException("HiveMQ did not start: " + Files.readString(directory.resolve("hivemq.err")));
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
