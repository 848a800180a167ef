package dev.mynah.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a person's browser does between the server and an OpenID Connect provider: keeps cookies and follows addresses. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String server;
    private final Map<String, String> cookies = new HashMap<>();
    private URI landed;

    Browser(RunningServer server) {
        this.server = "http://127.0.0.1:" + server.port();
        this.landed = URI.create(this.server);
    }

    /** Logs in at the provider, and returns the page the browser ends on. */
    URI logIn(String person, String returnTo) throws IOException, InterruptedException {
        return visit(atProvider(person, returnTo));
    }

    /** Logs in at the provider; returns where that sends the browser back to, without going there. */
    URI atProvider(String person, String returnTo) throws IOException, InterruptedException {
        URI start = URI.create(server + "/api/v1/auth/oidc/start?return_to="
                + java.net.URLEncoder.encode(returnTo, StandardCharsets.UTF_8));
        return askProvider(visit(start), person);
    }

    /** Goes to the provider with an address of its own, and back. */
    void follow(URI authorization, String person) throws IOException, InterruptedException {
        visit(askProvider(authorization, person));
    }

    /** Goes to an address of the server; returns where it sends the browser next. */
    URI visit(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(address, "Cookie", cookieHeader());
        keep(answer.headers().allValues("Set-Cookie"));
        landed = URI.create(answer.headers().firstValue("Location").orElseThrow(() -> new IOException(answer.body())));
        return landed;
    }

    URI landed() {
        return landed;
    }

    boolean loggedIn() throws IOException, InterruptedException {
        return get(URI.create(server + "/api/v1/auth/me"), "Cookie", cookieHeader())
                        .statusCode()
                == 200;
    }

    JsonNode me() throws IOException, InterruptedException {
        return JSON.readTree(get(URI.create(server + "/api/v1/auth/me"), "Cookie", cookieHeader())
                        .body())
                .path("data");
    }

    Map<String, String> cookies() {
        return Map.copyOf(cookies);
    }

    void keepAll(Map<String, String> others) {
        cookies.putAll(others);
    }

    void keep(List<String> setCookies) {
        for (String set : setCookies) {
            String pair = set.substring(0, set.indexOf(';'));
            String name = pair.substring(0, pair.indexOf('='));
            if (set.contains("Max-Age=0;")) {
                cookies.remove(name);
            } else {
                cookies.put(name, pair.substring(pair.indexOf('=') + 1));
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private URI askProvider(URI authorization, String person) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(authorization, "Cookie", sessionAtProvider(authorization, person));
        return URI.create(answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException(answer.statusCode() + " " + answer.body())));
    }

    private String sessionAtProvider(URI authorization, String person) throws IOException, InterruptedException {
        HttpRequest form = HttpRequest.newBuilder(authorization.resolve("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + person + "&password=pw"))
                .timeout(Duration.ofSeconds(30))
                .build();
        String set = http.send(form, HttpResponse.BodyHandlers.ofString())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new IOException("the provider knows nobody named " + person));
        return set.substring(0, set.indexOf(';'));
    }

    private String cookieHeader() {
        List<String> all = new ArrayList<>();
        cookies.forEach((name, value) -> all.add(name + "=" + value));
        return String.join("; ", all);
    }

    private HttpResponse<String> get(URI address, String header, String value)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30));
        if (!value.isEmpty()) {
            request.header(header, value);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
