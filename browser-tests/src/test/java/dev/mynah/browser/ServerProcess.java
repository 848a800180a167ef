package dev.mynah.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The server as people start it, in a process and a data directory of its own, on any free port of the loopback. */
public final class ServerProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 90;

    private final Process process;
    private final Path output;
    private final int port;

    private ServerProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** @param settings as for {@code --set} */
    public static ServerProcess start(Path folder, String... settings) throws IOException {
        Path data = folder.resolve("data");
        Path output = folder.resolve("server.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Dmynah.home=" + System.getProperty("mynah.home", "."),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.mynah.app.Main",
                "start"));
        List<String> all = new ArrayList<>(List.of("data=" + data, "http.host=127.0.0.1", "http.ports=0"));
        all.addAll(List.of(settings));
        all.forEach(setting -> command.addAll(List.of("--set", setting)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Path run = data.resolve("run.json");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(run) || Files.size(run) == 0) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IOException("the server did not start: " + Files.readString(output));
            }
            LockSupport.parkNanos(20_000_000);
        }
        JsonNode told = new ObjectMapper().readTree(run.toFile());
        return new ServerProcess(process, output, told.at("/http/0").asInt());
    }

    public String http() {
        return "http://127.0.0.1:" + port;
    }

    public String webSocket() {
        return "ws://127.0.0.1:" + port + "/xiaozhi/v1/";
    }

    /** What it has printed so far. */
    public String log() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
