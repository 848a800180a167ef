package dev.mynah.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.testing.ApiServer;
import dev.mynah.testing.BareHttp;
import dev.mynah.testing.ContractClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who calls, how they prove it, and what a browser must add to its cookie. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallersTest {
    private final ApiServer server = ApiServer.with(Things.setup(), new Things());
    private final ContractClient client = server.client();

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void a_key_a_bearer_token_and_a_cookie_are_known() {
        assertThat(client.call("listThings")
                        .header("X-API-Key", "viewer")
                        .send()
                        .data()
                        .path("caller")
                        .asText())
                .isEqualTo("viewer");
        assertThat(client.call("listThings")
                        .as("member")
                        .send()
                        .data()
                        .path("caller")
                        .asText())
                .isEqualTo("member");
        assertThat(client.call("listThings")
                        .header("Cookie", "a=b; mynah_session=admin; c")
                        .send()
                        .data()
                        .path("caller")
                        .asText())
                .isEqualTo("admin");
    }

    @Test
    void a_key_counts_before_a_cookie() {
        ContractClient.Answer answer = client.call("makeThing")
                .header("X-API-Key", "owner")
                .header("Cookie", "mynah_session=viewer")
                .json("{\"name\":\"x\"}")
                .send();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.data().path("caller").asText()).isEqualTo("owner");
    }

    @Test
    void what_is_wrong_does_not_count_as_nothing() {
        assertThat(client.call("readThing")
                        .path("thing_id", "1")
                        .as("nobody")
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(client.call("readThing")
                        .path("thing_id", "1")
                        .header("Authorization", "Basic b3duZXI6")
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void two_keys_are_refused_since_which_one_counts_would_be_a_guess() throws IOException {
        BareHttp.Answer answer = BareHttp.ask(
                server.port(),
                "GET /api/v1/things HTTP/1.1\r\nHost: x\r\nX-API-Key: owner\r\nX-API-Key: viewer\r\n\r\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("header.X-API-Key");
    }

    @Test
    void an_operation_for_everybody_asks_nobody() {
        assertThat(client.call("readSpecialThing").as("nobody").send().status()).isEqualTo(200);
    }

    @Test
    void a_change_by_cookie_needs_the_token_that_only_pages_of_this_server_know() {
        ContractClient.Request without =
                client.call("makeThing").header("Cookie", "mynah_session=owner").json("{\"name\":\"x\"}");
        assertThat(without.send().error()).isEqualTo("CSRF");
        assertThat(client.call("makeThing")
                        .header("Cookie", "mynah_session=owner")
                        .header("X-CSRF-Token", "csrf-viewer")
                        .json("{\"name\":\"x\"}")
                        .send()
                        .error())
                .isEqualTo("CSRF");
        assertThat(client.call("makeThing")
                        .header("Cookie", "mynah_session=owner")
                        .header("X-CSRF-Token", "csrf-owner")
                        .json("{\"name\":\"x\"}")
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void looking_by_cookie_needs_no_token() {
        assertThat(client.call("listThings")
                        .header("Cookie", "mynah_session=owner")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_permission_is_asked_for_before_the_body_is_looked_at() {
        assertThat(client.call("makeThing").as("viewer").json("{").send().error())
                .isEqualTo("FORBIDDEN");
        assertThat(client.call("makeThing").json("{").send().error()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void an_operation_runs_on_a_virtual_thread_whose_log_lines_have_the_request_id() {
        ContractClient.Answer answer =
                client.call("readThing").path("thing_id", "1").as("member").send();
        assertThat(answer.data().path("thread_is_virtual").asBoolean()).isTrue();
        assertThat(answer.data().path("log_field").asText())
                .isEqualTo(answer.json().path("request_id").asText());
    }

    @Test
    void no_answer_may_be_framed_stored_guessed_at_or_read_by_other_pages() {
        ContractClient.Answer answer =
                client.call("readThing").path("thing_id", "1").as("member").send();
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }
}
