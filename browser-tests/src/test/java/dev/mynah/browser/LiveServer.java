package dev.mynah.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server as a process of its own, as `./mynah start` runs it, on a free port with an empty data directory. */
final class LiveServer implements AutoCloseable {
    /** A name that the browser of these tests finds here, and takes for another machine. */
    static final String OTHER_NAME = "mynah.test";

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Path data;
    private final List<String> settings;
    private final Map<String, String> surroundings;
    private Process process;
    private int port;

    private LiveServer(Path data, List<String> settings, Map<String, String> surroundings) throws IOException {
        this.data = data;
        this.settings = settings;
        this.surroundings = surroundings;
        this.process = start(0);
        this.port = awaitPort();
    }

    static LiveServer start(String... settings) throws IOException {
        return new LiveServer(Files.createTempDirectory("mynah-browser-"), List.of(settings), Map.of());
    }

    /** On a machine that has no program it might use: everything is as built in. */
    static LiveServer startBare() throws IOException {
        return new LiveServer(Files.createTempDirectory("mynah-browser-"), List.of(), Map.of("PATH", ""));
    }

    /** Where the browser finds it; by this name it may use the microphone. */
    String url() {
        return "http://localhost:" + port;
    }

    /** Where its broker listens. */
    int mqttPort() throws IOException {
        return told().get("mqtt").getAsInt();
    }

    private JsonObject told() throws IOException {
        return JsonParser.parseString(Files.readString(data.resolve("data").resolve("run.json")))
                .getAsJsonObject();
    }

    /** The same as others in the network see it: by plain http and a name that is not the browser's own machine. */
    String elsewhere() {
        return "http://" + OTHER_NAME + ":" + port;
    }

    /** With what the first owner is made. */
    String setupToken() {
        try {
            return Files.readString(data.resolve("data").resolve("setup-token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code ./mynah reset-owner} prints: a token that lets an owner in again. */
    String resetToken() throws IOException, InterruptedException {
        Process command = new ProcessBuilder(command("reset-owner", List.of("data=" + data.resolve("data"))))
                .redirectErrorStream(true)
                .start();
        String printed = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher token = Pattern.compile("(?m)^ {4}(\\S+)$").matcher(printed);
        if (command.waitFor() != 0 || !token.find()) {
            throw new IOException("There is no token in: " + printed);
        }
        return token.group(1);
    }

    /** Starts it again after it was stopped, on the same port. */
    void startAgain() throws IOException {
        process = start(port);
        port = awaitPort();
    }

    private Process start(int wantedPort) throws IOException {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of("mqtt.port=0", "udp.port=0", "data=" + data.resolve("data"), "http.ports=" + wantedPort));
        ProcessBuilder server = new ProcessBuilder(command("start", all))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("server.log").toFile()));
        server.environment().putAll(surroundings);
        return server.start();
    }

    private List<String> command(String name, List<String> all) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-Dmynah.home=" + data,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.mynah.app.Main",
                name));
        all.forEach(setting -> command.addAll(List.of("--set", setting)));
        return command;
    }

    private int awaitPort() throws IOException {
        Path run = data.resolve("data").resolve("run.json");
        long deadline = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (Files.exists(run)) {
                JsonObject told = JsonParser.parseString(Files.readString(run)).getAsJsonObject();
                JsonArray ports = told.getAsJsonArray("http");
                if (told.get("pid").getAsLong() == process.pid() && !ports.isEmpty()) {
                    return ports.get(0).getAsInt();
                }
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new IOException("The server did not start: " + Files.readString(data.resolve("server.log")));
    }

    /** Ends the server as an operator does. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> all = Files.walk(data)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
