package dev.mynah.access.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Talks with the provider: never for long, never about much, never elsewhere than where it was sent. Thread-safe; blocks. */
final class BoundedSender implements HTTPRequestSender, AutoCloseable {
    private static final int MOST_BYTES = 256 * 1024;

    private final HttpClient http;
    private final Duration patience;

    BoundedSender(Duration patience) {
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.getURI()).timeout(patience);
        for (Map.Entry<String, List<String>> header : request.getHeaderMap().entrySet()) {
            header.getValue().forEach(value -> builder.header(header.getKey(), value));
        }
        String body = request.getBody();
        builder.method(
                request.getMethod().name(),
                body == null || request.getMethod() == HTTPRequest.Method.GET
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
        try {
            return response(http.send(builder.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static HTTPResponse response(HttpResponse<InputStream> answer) throws IOException {
        HTTPResponse response = new HTTPResponse(answer.statusCode());
        try (InputStream stream = answer.body()) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("the answer is longer than " + MOST_BYTES + " bytes");
            }
            answer.headers().firstValue("Content-Type").ifPresent(type -> type(response, type));
            response.setBody(new String(bytes, StandardCharsets.UTF_8));
        }
        return response;
    }

    private static void type(HTTPResponse response, String type) {
        try {
            response.setContentType(type);
        } catch (ParseException malformed) {
            // Then it has none, and whoever needs one refuses the answer.
        }
    }
}
