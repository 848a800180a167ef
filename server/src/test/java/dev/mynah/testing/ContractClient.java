package dev.mynah.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mynah.api.contract.Contract;
import dev.mynah.api.contract.Findings;
import dev.mynah.api.contract.OperationContract;
import dev.mynah.api.contract.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls operations by their id, and holds every answer against the contract. Close it. */
public final class ContractClient implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String server;
    private final Contract contract;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    /** @param server such as {@code http://127.0.0.1:8000} */
    public ContractClient(String server, Contract contract) {
        this.server = server;
        this.contract = contract;
    }

    /** An answer that follows the contract; {@code json} is the whole envelope, missing when the answer is no JSON. */
    public record Answer(int status, HttpHeaders headers, byte[] bytes, JsonNode json) {
        public JsonNode data() {
            return json.path("data");
        }

        /** The catalogue's code of a refusal; empty for success. */
        public String error() {
            return json.at("/error/code").asText();
        }

        /** The place of the first problem of a refusal. */
        public String place() {
            return json.at("/error/details/problems/0/place").asText();
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /** Makes the server's first owner, ada; returns what shows that a request is hers. */
    public String firstOwner(String setupToken) {
        return call("createOwner")
                .json("{\"token\":\"%s\",\"username\":\"ada\",\"password\":\"seven green parrots\"}"
                        .formatted(setupToken))
                .send()
                .data()
                .path("access_token")
                .asText();
    }

    /** A call of one operation, by its id. */
    public Request call(String operationId) {
        return new Request(contract.operation(operationId));
    }

    /** One call being put together. */
    public final class Request {
        private final OperationContract operation;
        private final List<String> headers = new ArrayList<>();
        private final StringBuilder query = new StringBuilder();
        private String path;
        private byte[] body = new byte[0];

        private Request(OperationContract operation) {
            this.operation = operation;
            this.path = operation.path();
        }

        /** With a bearer token. */
        public Request as(String token) {
            return header("Authorization", "Bearer " + token);
        }

        public Request path(String name, String value) {
            path = path.replace("{" + name + "}", URLEncoder.encode(value, StandardCharsets.UTF_8));
            return this;
        }

        public Request query(String name, String value) {
            query.append(query.isEmpty() ? "?" : "&")
                    .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            return this;
        }

        /** Part of a query as it stands. */
        public Request rawQuery(String text) {
            query.append(query.isEmpty() ? "?" : "&").append(text);
            return this;
        }

        public Request header(String name, String value) {
            headers.addAll(List.of(name, value));
            return this;
        }

        public Request json(String text) {
            return body("application/json", text.getBytes(StandardCharsets.UTF_8));
        }

        public Request body(String mediaType, byte[] bytes) {
            body = bytes;
            return header("Content-Type", mediaType);
        }

        /** Sends it; fails when the answer does not follow the contract. */
        public Answer send() {
            return exchange(operation.method(), response -> checked(operation, response));
        }

        /** Sends it with another method; the answer is none of the operation's. */
        public Answer sendAs(String method) {
            return exchange(method, ContractClient::parsed);
        }

        private Answer exchange(String method, Reader reader) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + contract.base() + path + query))
                    .timeout(Duration.ofSeconds(60))
                    .method(
                            method,
                            body.length == 0
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(body));
            if (!headers.isEmpty()) {
                request.headers(headers.toArray(String[]::new));
            }
            try {
                return reader.read(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private interface Reader {
        Answer read(HttpResponse<byte[]> response) throws IOException;
    }

    private static Answer parsed(HttpResponse<byte[]> response) throws IOException {
        boolean json = response.headers()
                .firstValue("Content-Type")
                .filter("application/json"::equals)
                .isPresent();
        JsonNode tree = json ? MAPPER.readTree(response.body()) : MissingNode.getInstance();
        return new Answer(response.statusCode(), response.headers(), response.body(), tree);
    }

    private static Answer checked(OperationContract operation, HttpResponse<byte[]> response) throws IOException {
        Answer answer = parsed(response);
        checkHeaders(operation, answer);
        Optional<Schema> schema = schema(operation, answer);
        Findings findings = new Findings();
        schema.ifPresent(each -> each.check(answer.json(), "answer", findings));
        assertThat(findings.all())
                .as("%s answered %d %s", operation.id(), answer.status(), answer.json())
                .isEmpty();
        return answer;
    }

    private static void checkHeaders(OperationContract operation, Answer answer) {
        assertThat(answer.header("Cache-Control")).as(operation.id()).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).as(operation.id()).isEqualTo("nosniff");
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).isEmpty();
        if (!answer.json().isMissingNode()) {
            assertThat(answer.header("X-Request-Id"))
                    .isEqualTo(answer.json().path("request_id").asText());
            assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.bytes().length));
        }
    }

    private static Optional<Schema> schema(OperationContract operation, Answer answer) {
        Optional<Schema> named = operation.answers().get(answer.status());
        boolean refusal = answer.status() >= 400;
        assertThat(named != null || refusal)
                .as("%s does not promise the status %d: %s", operation.id(), answer.status(), answer.json())
                .isTrue();
        return named != null ? named : operation.answers().getOrDefault(0, Optional.empty());
    }

    @Override
    public void close() {
        http.close();
    }
}
