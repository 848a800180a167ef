package dev.mynah.benchmarks.mqtt;

import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.Members;
import dev.mynah.protocol.json.WrongShapeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

/** What a server offers a device: whom to be at its broker. */
record Offered(String clientId, String username, String password) {
    static Offered to(HttpClient client, int httpPort, int number) throws IOException, InterruptedException {
        String mac = "02:00:00:00:%02x:%02x".formatted(number >> 8, number & 0xFF);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + httpPort + "/xiaozhi/ota/?transport=mqtt"))
                .header("Device-Id", mac)
                .header(
                        "Client-Id",
                        UUID.nameUUIDFromBytes(new byte[] {(byte) (number >> 8), (byte) number})
                                .toString())
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        String answer =
                client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        try {
            Members mqtt = JsonText.object(answer).object("mqtt");
            return new Offered(mqtt.text("client_id"), mqtt.text("username"), mqtt.text("password"));
        } catch (WrongShapeException strange) {
            throw new IOException("the server offers no broker: " + answer, strange);
        }
    }
}
