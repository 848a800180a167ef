package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.device.Device;
import dev.mynah.device.Pairing;
import dev.mynah.device.Reported;
import dev.mynah.protocol.DeviceId;
import dev.mynah.storage.postgres.Address;
import dev.mynah.storage.testing.PostgresServer;
import dev.mynah.testing.HttpLoad;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures what {@code docs/evidence/devices.md} says of ten thousand devices, and writes it to
 * {@code target/device-figures-*.txt}. Asserts only that every answer is right: the times are the machine's.
 */
@Tag("long")
class DeviceFiguresTest {
    private static final int DEVICES = 10_000;
    private static final int RUNS = 5;
    private static final int REQUESTS = 40_000;
    private static final int CONNECTIONS = 16;
    private static final String REPORT =
            "{\"version\":2,\"application\":{\"version\":\"2.4.2\"},\"board\":{\"name\":\"bread-compact-wifi\"}}";

    private final List<String> report = new ArrayList<>();

    @Test
    void configuration_requests_of_ten_thousand_bound_devices_against_a_trivial_server() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (RunningServer server = RunningServer.withActivation()) {
            bindAll(server);
            HttpLoad ours = load(server.port());
            HttpLoad theirs = load(trivial(vertx));
            ours.run(REQUESTS);
            theirs.run(REQUESTS);
            for (int run = 0; run < RUNS; run++) {
                note("trivial", theirs.run(REQUESTS));
                note("ours", ours.run(REQUESTS));
            }
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
            write("ota");
        }
    }

    @Test
    void configuration_requests_while_the_database_stands_still() throws Exception {
        PostgresServer postgres = new PostgresServer();
        Address address = postgres.newDatabase();
        try (RunningServer server = RunningServer.withActivation("database.url=" + address.url())) {
            bindAll(server);
            HttpLoad load = load(server.port());
            load.run(REQUESTS);
            note("database there", load.run(REQUESTS));
            try (FrozenDatabase frozen = FrozenDatabase.of(address)) {
                assertThat(frozen).isNotNull();
                for (int run = 0; run < RUNS; run++) {
                    note("database stopped", load.run(REQUESTS));
                }
            }
        } finally {
            postgres.close();
            write("outage");
        }
    }

    @Test
    void lists_searches_and_filters_of_ten_thousand_devices_over_rest() throws Exception {
        try (RunningServer server = RunningServer.withActivation()) {
            long before = heap();
            bindAll(server);
            report.add("heap: %,d bytes a device".formatted((heap() - before) / DEVICES));
            String token = owner(server);
            for (String query : List.of(
                    "limit=50",
                    "limit=200&sort=last_seen&order=desc",
                    "limit=50&sort=firmware",
                    "limit=50&q=02:00:00:00:3",
                    "limit=50&q=bread%202.4.7",
                    "limit=50&q=nothing%20like%20this",
                    "limit=50&online=true",
                    "limit=50&board=bread-compact-wifi&version=2.4.3")) {
                byte[] request = ("GET /api/v1/devices?" + query + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
                                + token + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);
                HttpLoad load =
                        new HttpLoad(server.port(), 1, number -> request, body -> body.startsWith("{\"success\":true"));
                load.run(300);
                note(query, load.run(500));
            }
        } finally {
            write("lists");
        }
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            runtime.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static HttpLoad load(int port) {
        return new HttpLoad(
                port,
                CONNECTIONS,
                number -> request(number % DEVICES),
                body -> body.contains("\"token\":\"") && !body.contains("activation"));
    }

    private static byte[] request(int number) {
        return ("POST /xiaozhi/ota/ HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nClient-Id: client-" + number + "\r\nDevice-Id: "
                        + id(number) + "\r\nContent-Type: application/json\r\nContent-Length: " + REPORT.length()
                        + "\r\n\r\n" + REPORT)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads every request and answers with one and the same configuration; does nothing else. */
    private static int trivial(Vertx vertx) throws Exception {
        Buffer body =
                Buffer.buffer("{\"server_time\":{\"timestamp\":1786000000000,\"timezone_offset\":0},\"websocket\":"
                        + "{\"url\":\"ws://127.0.0.1:8000/xiaozhi/v1/\",\"token\":\"" + "x".repeat(66)
                        + "\",\"version\":1}}");
        int port = 0;
        for (int loop = 0; loop < Runtime.getRuntime().availableProcessors(); loop++) {
            port = vertx.createHttpServer()
                    .requestHandler(request -> answer(request, body))
                    // To Vert.x the same negative port means one free port that all of them share.
                    .listen(-1, "127.0.0.1")
                    .await(10, TimeUnit.SECONDS)
                    .actualPort();
        }
        return port;
    }

    private static void answer(HttpServerRequest request, Buffer body) {
        request.body().onSuccess(read -> request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Content-Length", String.valueOf(body.length()))
                .end(body));
    }

    private static void bindAll(RunningServer server) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            List<Future<Device>> bound = new ArrayList<>();
            for (int i = 0; i < DEVICES; i++) {
                int number = i;
                bound.add(threads.submit(() -> server.fleet().registry().edit(id(number), stored -> device(number))));
            }
            for (Future<Device> one : bound) {
                one.get();
            }
        }
        assertThat(server.fleet().registry().size()).isEqualTo(DEVICES);
    }

    private static Device device(int number) {
        Instant now = Instant.parse("2026-08-08T08:00:00Z").plusSeconds(number);
        Reported reported = new Reported(
                "bread-compact-wifi", "esp32s3", "2.4." + number % 10, "en-US", Reported.NOTHING.hardware());
        return Device.met(id(number), reported, now)
                .with(Pairing.made("client-" + number, "token-id-of-22-letters" + number, now, null));
    }

    private static DeviceId id(int number) {
        return new DeviceId("02:00:00:%02x:%02x:%02x".formatted(number >> 16, number >> 8 & 0xff, number & 0xff));
    }

    private static String owner(RunningServer server) throws IOException, InterruptedException {
        String body =
                "{\"token\":\"" + server.setupToken() + "\",\"username\":\"ada\",\"password\":\"seven small birds\"}";
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + "/api/v1/setup"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .replaceFirst("(?s).*\"access_token\":\"([^\"]+)\".*", "$1");
        }
    }

    private void note(String what, HttpLoad.Outcome outcome) {
        assertThat(outcome.wrong()).as(what).isZero();
        assertThat(outcome.answers()).as(what).isPositive();
        report.add(what + ": " + outcome);
    }

    private void write(String name) throws IOException {
        Files.write(Path.of("target", "device-figures-" + name + ".txt"), report);
    }
}
