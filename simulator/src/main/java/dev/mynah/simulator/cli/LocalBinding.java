package dev.mynah.simulator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.WrongShapeException;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.device.Activating;
import dev.mynah.simulator.device.DeviceProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Enters the codes of virtual devices by itself, with the credential that a server leaves in its data directory for programs
 * of whoever may read that. Thread-safe.
 */
final class LocalBinding implements Activating.Announcement {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final String credential;

    /**
     * @param base of the server
     * @param credential never sent to another one
     */
    LocalBinding(String base, String credential) {
        this.address = URI.create(base + "/api/v1/devices/bind");
        this.credential = credential;
    }

    @Override
    public void announce(DeviceProfile device, DeviceConfiguration.Activation activation)
            throws IOException, InterruptedException {
        ObjectNode body = JsonText.newObject()
                .put("code", activation.code())
                .put("name", "Virtual " + device.id().mac());
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-API-Key", credential)
                .POST(HttpRequest.BodyPublishers.ofString(JsonText.write(body)))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException("the server refused to bind a virtual device: " + reason(response));
        }
    }

    private static String reason(HttpResponse<String> response) {
        try {
            String message = JsonText.object(response.body())
                    .node()
                    .path("error")
                    .path("message")
                    .asText();
            return message.isEmpty() ? "status " + response.statusCode() : message;
        } catch (WrongShapeException other) {
            return "status " + response.statusCode();
        }
    }
}
