package dev.mynah.app;

import dev.mynah.config.Configuration;
import dev.mynah.config.ConfigurationException;
import dev.mynah.config.ConfigurationLoader;
import dev.mynah.config.Surroundings;
import dev.mynah.storage.StorageException;
import dev.mynah.support.SystemScheduler;
import dev.mynah.support.TemporaryDirectory;
import dev.mynah.tls.UnusableCertificateException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.ExitCode;

/** Starts the server once and asks it for a configuration, so that the JVM can note the classes a start needs. */
final class TrainingRun {
    private static final String BODY =
            "{\"version\":2,\"mac_address\":\"02:00:00:00:00:01\",\"application\":{\"version\":\"2.4.2\"}}";

    private TrainingRun() {}

    static int run(Surroundings surroundings, InstantSource clock) {
        SystemScheduler scheduler = new SystemScheduler(
                Thread.ofPlatform().name("scheduler").daemon().factory());
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (TemporaryDirectory data = TemporaryDirectory.make("mynah-training-")) {
            Surroundings bare = new Surroundings(Map.of(), data.path(), data.path(), surroundings.zone());
            Configuration configuration = new ConfigurationLoader(bare)
                    .load(
                            null,
                            List.of(
                                    "http.ports=0",
                                    "mqtt.port=0",
                                    "udp.port=0",
                                    "http.host=127.0.0.1",
                                    "data=" + data.path()));
            Speech speech = SpeechEngines.of(configuration, clock, scheduler, metrics);
            // Twice: the first start makes the database, and most others find it made.
            Storage.open(configuration, clock, new SimpleMeterRegistry()).close();
            Storage storage = Storage.open(configuration, clock, metrics);
            Access access = Access.open(configuration, storage.database(), scheduler, clock);
            access.setupToken();
            try (Server server = new Server(configuration, speech, storage, access, scheduler, clock, metrics)) {
                return ask(server.start().getFirst());
            }
        } catch (ConfigurationException
                | IOException
                | TimeoutException
                | StorageException
                | UnusableCertificateException e) {
            return ExitCode.SOFTWARE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.SOFTWARE;
        }
    }

    private static int ask(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/xiaozhi/ota/"))
                    .header("Device-Id", "02:00:00:00:00:01")
                    .POST(HttpRequest.BodyPublishers.ofString(BODY))
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
            return status == 200 ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
