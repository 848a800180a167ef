package dev.mynah.transport.mqtt.oracle;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

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
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        classPath(),
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

    /** The tests' class path, which a runner may have put into the manifest of a jar or into a loader of its own. */
    private static String classPath() {
        if (HiveMq.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(place -> Path.of(URI.create(place.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        String real = System.getProperty("surefire.test.class.path");
        return real == null ? System.getProperty("java.class.path", ".") : real;
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
