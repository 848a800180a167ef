package dev.mynah.benchmarks.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that is measured from outside. */
final class Forked implements AutoCloseable {
    private static final Pattern GENERATION = Pattern.compile("total \\d+K, used (\\d+)K");

    private final Process process;

    private Forked(Process process) {
        this.process = process;
    }

    /** A port of the loopback that was free a moment ago. */
    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Starts a class with this program's class path, and waits until the port answers. */
    static Forked java(String main, int port, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return start(command, port);
    }

    /** Starts any program, and waits until the port answers. */
    static Forked start(List<String> command, int port) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return new Forked(process);
            } catch (IOException notYet) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    String state = process.isAlive() ? "runs" : "ended with " + process.exitValue();
                    process.destroyForcibly();
                    throw new IOException(command.getFirst() + " does not listen; it " + state, notYet);
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Resident memory, in bytes; Linux only. */
    long resident() throws IOException {
        return status("VmRSS:") * 1024;
    }

    /** Threads of the operating system; Linux only. */
    long threads() throws IOException {
        return status("Threads:");
    }

    private long status(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException(name + " is not told");
    }

    /** What lives on a Java program's heap after a collection, in bytes. */
    long live() throws IOException, InterruptedException {
        jcmd("GC.run");
        long bytes = 0;
        Matcher generation = GENERATION.matcher(jcmd("GC.heap_info"));
        while (generation.find()) {
            bytes += Long.parseLong(generation.group(1)) * 1024;
        }
        return bytes;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process jcmd = new ProcessBuilder(program.toString(), String.valueOf(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
