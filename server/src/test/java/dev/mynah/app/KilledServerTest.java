package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.storage.testing.Engine;
import dev.mynah.storage.testing.PostgresServer;
import dev.mynah.storage.testing.SharedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is killed in the middle of binding keeps every device it said was bound. */
@Tag("long")
@ExtendWith(SharedPostgres.class)
class KilledServerTest {
    private static final Pattern PORT = Pattern.compile("\"http\"\\s*:\\s*\\[\\s*(\\d+)");
    private static final int ROUNDS = 50;
    private static final int BINDERS = 8;

    @TempDir
    Path data = Path.of("unused");

    private final Provisioning provisioning = new Provisioning(new FirmwareHttp(Duration.ofSeconds(20)));
    private final Set<DeviceProfile> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Random random = new Random(1);

    @ParameterizedTest
    @EnumSource
    void what_was_acknowledged_is_bound_after_a_kill(Engine engine, PostgresServer postgres) throws Exception {
        String database = engine == Engine.POSTGRES ? postgres.newDatabase().url() : "";
        for (int round = 0; round < ROUNDS; round++) {
            int before = acknowledged.size();
            Process server = start(database);
            try {
                String base = base();
                assertAllBound(base);
                bindUntilKilled(server, base);
            } finally {
                server.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(data.resolve("run.json"));
            assertThat(acknowledged).as("it had time to bind some").hasSizeGreaterThan(before);
        }
        Process last = start(database);
        try {
            assertAllBound(base());
        } finally {
            last.destroyForcibly().waitFor();
        }
        System.out.printf("%s: killed %d times, %d devices bound%n", engine.title(), ROUNDS, acknowledged.size());
    }

    private void bindUntilKilled(Process server, String base) throws Exception {
        String credential = Files.readString(data.resolve("local-credential")).strip();
        List<Thread> binders = new ArrayList<>();
        int before = acknowledged.size();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < BINDERS; i++) {
                binders.add(Thread.ofVirtual().start(() -> bind(client, base, credential)));
            }
            int enough = before + 20 + random.nextInt(200);
            while (acknowledged.size() < enough) {
                assertThat(server.isAlive()).isTrue();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            server.destroyForcibly().waitFor();
            for (Thread binder : binders) {
                binder.join();
            }
        }
    }

    /** Binds one device after the other until the server does not answer any more. */
    private void bind(HttpClient client, String base, String credential) {
        try {
            while (true) {
                int number = numbers.incrementAndGet();
                DeviceProfile device = DeviceProfile.of(new DeviceId(
                        "02:00:00:%02x:%02x:%02x".formatted(number >> 16, number >> 8 & 0xff, number & 0xff)));
                var activation =
                        provisioning.check(device, base + "/xiaozhi/ota/").activation();
                if (activation == null) {
                    throw new AssertionError("it was never bound");
                }
                HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/v1/devices/bind"))
                        .header("X-API-Key", credential)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"" + activation.code() + "\"}"))
                        .build();
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 201) {
                    acknowledged.add(device);
                }
            }
        } catch (IOException killed) {
            // As it should be.
        } catch (InterruptedException | dev.mynah.protocol.json.WrongShapeException e) {
            throw new AssertionError(e);
        }
    }

    private void assertAllBound(String base) throws Exception {
        for (DeviceProfile device : acknowledged) {
            assertThat(provisioning.check(device, base + "/xiaozhi/ota/").activation())
                    .as("%s", device.id())
                    .isNull();
        }
    }

    private Process start(String database) throws Exception {
        Path log = data.resolve("start.log");
        Files.deleteIfExists(log);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        classPath(),
                        "dev.mynah.app.Main",
                        "start",
                        "--set",
                        "data=" + data,
                        "--set",
                        "database.url=" + database,
                        "--set",
                        "http.ports=0",
                        "--set",
                        "http.host=127.0.0.1",
                        "--set",
                        "mqtt.port=0",
                        "--set",
                        "udp.port=0")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!Files.exists(data.resolve("run.json"))) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as("it starts: %s", Files.exists(log) ? Files.readString(log) : "")
                    .isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return process;
    }

    /** Of this test, however it was started. */
    private static String classPath() {
        return KilledServerTest.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private String base() throws IOException {
        Matcher matcher = PORT.matcher(Files.readString(data.resolve("run.json")));
        assertThat(matcher.find()).isTrue();
        return "http://127.0.0.1:" + matcher.group(1);
    }
}
