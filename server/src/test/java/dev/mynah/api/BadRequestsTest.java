package dev.mynah.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.testing.ApiServer;
import dev.mynah.testing.BareHttp;
import dev.mynah.testing.ContractClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that do not follow the contract, or not even HTTP, and the place each answer names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestsTest {
    private final ApiServer server = ApiServer.with(Things.setup(), new Things());
    private final ContractClient client = server.client();

    @BeforeAll
    void nothing_is_wrong_with_a_good_request() {
        assertThat(make("{\"name\":\"x\"}").status()).isEqualTo(201);
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    private ContractClient.Answer make(String body) {
        return client.call("makeThing").as("owner").json(body).send();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("{\"name\":\"x\"} {}", "body", "not one JSON value"),
                Arguments.of("{\"name\":\"x\"}]", "body", "not one JSON value"),
                Arguments.of("{\"name\":\"x\",\"name\":\"y\"}", "body", "member twice"),
                Arguments.of(
                        "{\"name\":\"x\",\"more\":" + "[".repeat(40) + "]".repeat(40) + "}", "body", "nests deeper"),
                Arguments.of("{\"name\":\"x\",\"more\":" + "1".repeat(100) + "}", "body", "huge number"),
                Arguments.of("{\"name\":\"a\\u0000b\"}", "body.name", "NUL"),
                Arguments.of("{\"name\":\"\\ud800\"}", "body.name", "half a character"),
                Arguments.of("{\"name\":\"x\",\"more\":[{\"a\\u0000\":1}]}", "body.more[0]", "NUL"),
                Arguments.of("{'name':'x'}", "body", "not one JSON value"),
                Arguments.of("{\"name\":NaN}", "body", "not one JSON value"),
                Arguments.of("\ufeff{\"name\":\"x\"}", "body", "not one JSON value"),
                Arguments.of("null", "body", "must be an object"),
                Arguments.of("[]", "body", "must be an object"),
                Arguments.of("{}", "body.name", "is missing"),
                Arguments.of("{\"name\":\"\"}", "body.name", "must not be empty"),
                Arguments.of("{\"name\":\"12345678901\"}", "body.name", "at most 10"),
                Arguments.of("{\"name\":null}", "body.name", "must be a string"),
                Arguments.of("{\"name\":\"x\",\"nmae\":1}", "body.nmae", "is not known here"),
                Arguments.of("{\"name\":\"x\",\"tags\":[\"a\",2]}", "body.tags[1]", "must be a string"),
                Arguments.of(" ", "body", "is empty"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_wrong_body_is_refused_at_the_place_where_it_is_wrong(String body, String place, String problem) {
        ContractClient.Answer answer = make(body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.place()).isEqualTo(place);
        assertThat(answer.json().at("/error/details/problems/0/problem").asText())
                .contains(problem);
    }

    @Test
    void ten_characters_are_ten_whatever_they_take_in_memory() {
        assertThat(make("{\"name\":\"" + "\ud83d\ude00".repeat(10) + "\"}").status())
                .isEqualTo(201);
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        byte[] latin = "{\"name\":\"h\u00e4h\"}".getBytes(StandardCharsets.ISO_8859_1);
        ContractClient.Answer answer = client.call("makeThing")
                .as("owner")
                .body("application/json", latin)
                .send();
        assertThat(answer.place()).isEqualTo("body");
        assertThat(answer.json().toString()).contains("is not UTF-8");
    }

    @Test
    void a_body_in_another_charset_encoding_or_type_is_refused_by_its_type() {
        byte[] good = "{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        for (String type : new String[] {"text/plain", "application/json; charset=latin1", "", "application/xml"}) {
            ContractClient.Answer answer =
                    client.call("makeThing").as("owner").body(type, good).send();
            assertThat(answer.error()).as(type).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        }
        ContractClient.Answer packed = client.call("makeThing")
                .as("owner")
                .header("Content-Encoding", "gzip")
                .body("application/json", good)
                .send();
        assertThat(packed.status()).isEqualTo(415);
        ContractClient.Answer utf8 = client.call("makeThing")
                .as("owner")
                .body("Application/JSON; Charset=\"UTF-8\"", good)
                .send();
        assertThat(utf8.status()).isEqualTo(201);
    }

    @Test
    void a_missing_body_is_named_where_one_is_needed() {
        assertThat(client.call("makeThing").as("owner").send().place()).isEqualTo("body");
        assertThat(client.call("changeThing")
                        .path("thing_id", "1")
                        .header("If-Match", "\"7\"")
                        .as("owner")
                        .send()
                        .status())
                .as("it may do without")
                .isEqualTo(200);
    }

    static Stream<Arguments> queries() {
        return Stream.of(
                Arguments.of("limit=0", "query.limit"),
                Arguments.of("limit=201", "query.limit"),
                Arguments.of("limit=ten", "query.limit"),
                Arguments.of("limit=", "query.limit"),
                Arguments.of("limit=1&limit=2", "query.limit"),
                Arguments.of("limit=1e1", "query.limit"),
                Arguments.of("limit=99999999999999999999", "query.limit"),
                Arguments.of("onlin=true", "query"),
                Arguments.of("online=yes", "query.online"),
                Arguments.of("online", "query.online"),
                Arguments.of("ids=a,,b", "query.ids[1]"),
                Arguments.of("ids=a,b,c,d", "query.ids"),
                Arguments.of("ids=a&ids=b", "query.ids"),
                Arguments.of("ids=%zz", "query.ids"),
                Arguments.of("ids=%c3%28", "query.ids"),
                Arguments.of("ids=a%00", "query.ids"),
                Arguments.of("weight=0.4", "query.weight"),
                Arguments.of("%00=1", "query"),
                Arguments.of("cursor=garbage", "query.cursor"),
                Arguments.of("cursor=AAAAAAAAAAAAAAAAAAAAAAAA", "query.cursor"));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void a_wrong_query_is_refused_at_the_parameter_that_is_wrong(String query, String place) throws IOException {
        BareHttp.Answer answer = ask("GET /api/v1/things?" + query + " HTTP/1.1");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"place\":\"" + place + "\"");
    }

    @Test
    void a_good_query_arrives() throws IOException {
        BareHttp.Answer answer = ask("GET /api/v1/things?limit=2&online=true&ids=a%2Cb,c+d&weight=0.5& HTTP/1.1");
        assertThat(answer.body()).contains("\"online\":true", "\"ids\":[\"a\",\"b\",\"c d\"]", "\"items\":[1,2]");
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of("/api/v1/nowhere", 404),
                Arguments.of("/api/v1/things/", 404),
                Arguments.of("/api/v1/things/1/2", 404),
                Arguments.of("/api/v2/things", 404),
                Arguments.of("/api/v1", 404),
                Arguments.of("/api/", 404),
                Arguments.of("/api", 404),
                Arguments.of("/api/v1//things", 404),
                Arguments.of("/api/v1/things/%zz", 400),
                Arguments.of("/api/v1/things/a%00b", 400),
                Arguments.of("/api/v1/things/%ff", 400),
                Arguments.of("/api/v1/things/" + "x".repeat(21), 400),
                Arguments.of("/api/v1/things/..", 200));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void an_address_is_taken_as_it_is_and_answered_in_the_envelope(String path, int status) throws IOException {
        BareHttp.Answer answer = ask("GET " + path + " HTTP/1.1");
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"success\":").contains("\"request_id\":\"req_");
    }

    @Test
    void an_escaped_slash_stays_within_its_segment() throws IOException {
        assertThat(ask("GET /api/v1/things/a%2Fb HTTP/1.1").body()).contains("\"id\":\"a/b\"");
    }

    @Test
    void a_fixed_address_wins_over_a_parameter() throws IOException {
        assertThat(ask("GET /api/v1/things/special HTTP/1.1").body()).contains("\"special\":true");
    }

    @Test
    void a_method_that_is_not_taken_is_answered_with_those_that_are() throws IOException {
        BareHttp.Answer answer = ask("PUT /api/v1/things/1 HTTP/1.1");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.head()).contains("\r\nAllow: DELETE, GET, HEAD, OPTIONS, PATCH\r\n");
        BareHttp.Answer options = ask204("OPTIONS /api/v1/things HTTP/1.1");
        assertThat(options.head()).contains("\r\nAllow: GET, HEAD, OPTIONS, POST\r\n");
        assertThat(options.head()).doesNotContain("Access-Control");
    }

    @Test
    void a_header_of_the_contract_that_is_there_twice_is_refused() throws IOException {
        BareHttp.Answer answer = ask("PATCH /api/v1/things/1 HTTP/1.1\r\nIf-Match: \"7\"\r\nIf-Match: \"8\"");
        assertThat(answer.body()).contains("\"place\":\"header.If-Match\"", "is there twice");
    }

    @Test
    void a_header_asks_only_for_headers_and_gets_those_of_the_answer() throws IOException {
        try (Socket socket = BareHttp.connect(server.port())) {
            BareHttp.send(socket, "HEAD /api/v1/things/special HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all)
                    .startsWith("HTTP/1.1 200")
                    .containsPattern("\r\nContent-Length: [1-9]")
                    .endsWith("\r\n\r\n");
        }
    }

    private BareHttp.Answer ask(String head) throws IOException {
        return BareHttp.ask(server.port(), head + "\r\nHost: x\r\nAuthorization: Bearer owner\r\n\r\n");
    }

    /** An answer without a body has no Content-Length either. */
    private BareHttp.Answer ask204(String head) throws IOException {
        try (Socket socket = BareHttp.connect(server.port())) {
            BareHttp.send(socket, head + "\r\nHost: x\r\nConnection: close\r\n\r\n");
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).startsWith("HTTP/1.1 204").endsWith("\r\n\r\n");
            return new BareHttp.Answer(204, all, "");
        }
    }
}
