package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.storage.testing.KillablePostgres;
import dev.mynah.storage.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that stops and comes back under a running server. */
class DatabaseAwayTest {
    private static final String REPORT =
            "{\"version\":2,\"mac_address\":\"02:00:00:00:00:01\",\"application\":{\"version\":\"2.4.2\"}}";

    @Test
    void health_says_so_devices_are_still_answered_and_it_is_well_again_by_itself(@TempDir Path directory)
            throws Exception {
        try (KillablePostgres postgres = new KillablePostgres(directory.resolve("postgres"));
                RunningServer server = RunningServer.withFakes(
                        "database.url=" + postgres.address().url());
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(ready(client, server).body()).isEqualTo("ready\n");
            assertThat(configuration(client, server).statusCode()).isEqualTo(200);

            postgres.stop();

            HttpResponse<String> away = ready(client, server);
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.body()).isEqualTo("the database does not answer\n");
            assertThat(server.metrics()
                            .get("mynah.storage.failures")
                            .tag("reason", "unavailable")
                            .counter()
                            .count())
                    .isPositive();
            assertThat(configuration(client, server).statusCode()).isEqualTo(200);

            postgres.startAgain();

            Until.so("the server is ready again", () -> readyAgain(client, server));
        }
    }

    private static boolean readyAgain(HttpClient client, RunningServer server) {
        try {
            return ready(client, server).statusCode() == 200;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static HttpResponse<String> ready(HttpClient client, RunningServer server)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.port() + "/health/ready");
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> configuration(HttpClient client, RunningServer server)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.otaUrl()))
                .header("Device-Id", "02:00:00:00:00:01")
                .header("Client-Id", "a7d3a6a0-0000-4000-8000-000000000001")
                .POST(HttpRequest.BodyPublishers.ofString(REPORT))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
