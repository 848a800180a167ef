package dev.mynah.benchmarks.mqtt;

import dev.mynah.support.TemporaryDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The whole server with devices on its broker: how fast a channel opens, and what a device costs that only waits. */
final class ServerFigures {
    static final int DEVICES = 5_000;
    private static final int HELLOS = 2_000;
    private static final byte[] HELLO = ("{\"type\":\"hello\",\"version\":3,\"transport\":\"udp\",\"audio_params\":"
                    + "{\"format\":\"opus\",\"sample_rate\":16000,\"channels\":1,\"frame_duration\":60}}")
            .getBytes(StandardCharsets.UTF_8);

    private ServerFigures() {}

    static void run(PrintStream out) throws IOException, InterruptedException {
        int http = Forked.freePort();
        int mqtt = Forked.freePort();
        try (TemporaryDirectory data = TemporaryDirectory.makeIn(Path.of("."), ".mqtt-");
                HttpClient client = HttpClient.newHttpClient();
                Forked server = Forked.java(
                        "dev.mynah.app.Main",
                        http,
                        "start",
                        "--set",
                        "data=" + data.path().toAbsolutePath(),
                        "--set",
                        "http.host=127.0.0.1",
                        "--set",
                        "http.ports=" + http,
                        "--set",
                        "mqtt.port=" + mqtt,
                        "--set",
                        "udp.port=0",
                        "--set",
                        "devices.activation=false")) {
            hellos(Offered.to(client, http, 0), mqtt, out);
            idle(server, client, http, mqtt, out);
        }
    }

    private static void hellos(Offered device, int port, PrintStream out) throws IOException {
        long[] nanos = new long[HELLOS];
        byte[] hello = Wire.publish("device-server", HELLO, 0);
        try (Wire wire = Wire.connect(port, device.clientId(), device.username(), device.password(), 240)) {
            for (int i = 0; i < HELLOS; i++) {
                long began = System.nanoTime();
                wire.send(hello);
                while (!new String(wire.read(), StandardCharsets.UTF_8).contains("\"hello\"")) {
                    // The session before this one may still be saying something.
                }
                nanos[i] = System.nanoTime() - began;
            }
        }
        Arrays.sort(nanos, HELLOS / 2, HELLOS); // the first half is warm-up
        out.printf(
                "hello round trip: %.2f ms in the median, %.2f ms in the 99th percentile of %d%n",
                nanos[HELLOS * 3 / 4] / 1e6, nanos[HELLOS - HELLOS / 200] / 1e6, HELLOS / 2);
    }

    private static void idle(Forked server, HttpClient client, int http, int mqtt, PrintStream out)
            throws IOException, InterruptedException {
        List<Offered> offers = new ArrayList<>();
        for (int i = 1; i <= DEVICES; i++) {
            offers.add(Offered.to(client, http, i));
        }
        long threads = server.threads();
        long resident = server.resident();
        long live = server.live();
        List<Wire> devices = new ArrayList<>();
        try {
            for (Offered offer : offers) {
                devices.add(Wire.connect(mqtt, offer.clientId(), offer.username(), offer.password(), 240));
            }
            long liveNow = server.live();
            out.printf(
                    "idle MQTT device: %.1f KB on the heap, %.1f KB resident, %d threads for %d of them%n",
                    (liveNow - live) / 1024.0 / DEVICES,
                    (server.resident() - resident) / 1024.0 / DEVICES,
                    server.threads() - threads,
                    DEVICES);
        } finally {
            for (Wire device : devices) {
                device.close();
            }
        }
    }
}
