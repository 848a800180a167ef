package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.api.contract.Contract;
import dev.mynah.testing.ContractClient;
import dev.mynah.testing.ContractClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Setting up, logging in and out through the whole server, by the contract. */
class LoginRestTest extends PeopleOverRest {
    @Test
    void the_token_of_the_start_makes_the_owner_once_and_the_set_up_is_gone() {
        assertThat(call("readSetup").send().data().path("needed").asBoolean()).isTrue();
        assertThat(setUp("wrong-token").status()).isEqualTo(403);
        Answer made = setUp(server.setupToken());
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.data().path("user").path("role").asText()).isEqualTo("owner");
        assertThat(server.data().resolve("setup-token")).doesNotExist();
        assertThat(setUp(server.setupToken()).status()).isEqualTo(404);
        assertThat(call("readSetup").send().status()).isEqualTo(404);
        assertThat(me(made.data().path("access_token").asText()).status()).isEqualTo(200);
    }

    @Test
    void two_that_set_up_at_once_make_one_owner() throws Exception {
        List<Callable<Integer>> both =
                List.of(() -> setUp(server.setupToken(), "ada").status(), () -> setUp(server.setupToken(), "eve")
                        .status());
        List<Integer> statuses = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (Future<Integer> one : pool.invokeAll(both)) {
                statuses.add(one.get());
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(201, 404);
    }

    @Test
    void a_browser_is_logged_in_by_cookie_and_must_show_that_it_means_a_change() {
        setUp(server.setupToken());
        Answer login = login("ADA", PASSWORD);
        String cookie = cookie(login);
        assertThat(login.headers().allValues("Set-Cookie")).hasSize(2).allSatisfy(set -> assertThat(set)
                .contains("HttpOnly", "SameSite=Strict")
                .doesNotContain("Secure"));
        Answer me = call("readMe").header("Cookie", cookie).send();
        assertThat(me.data().path("name").asText()).isEqualTo("ada");
        String csrf = me.data().path("csrf_token").asText();
        assertThat(csrf).isEqualTo(login.data().path("csrf_token").asText()).isNotEmpty();
        String body = "{\"username\":\"grace\",\"password\":\"nine green parrots\",\"role\":\"member\"}";
        assertThat(call("createUser").header("Cookie", cookie).json(body).send().error())
                .isEqualTo("CSRF");
        assertThat(call("createUser")
                        .header("Cookie", cookie)
                        .header("X-CSRF-Token", csrf)
                        .json(body)
                        .send()
                        .status())
                .isEqualTo(201);
        Answer logout = call("logout")
                .header("Cookie", cookie)
                .header("X-CSRF-Token", csrf)
                .send();
        assertThat(logout.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(call("readMe").header("Cookie", cookie).send().status()).isEqualTo(401);
        assertThat(me(login.data().path("access_token").asText()).status()).isEqualTo(401);
    }

    @Test
    void over_tls_the_cookies_are_never_sent_without_it() {
        try (RunningServer behindProxy = RunningServer.withFakes("http.trusted-proxies=127.0.0.1");
                ContractClient browser =
                        new ContractClient("http://127.0.0.1:" + behindProxy.port(), Contract.ofServer())) {
            Answer made = browser.call("createOwner")
                    .header("X-Forwarded-Proto", "https")
                    .json("{\"token\":\"%s\",\"username\":\"ada\",\"password\":\"%s\"}"
                            .formatted(behindProxy.setupToken(), PASSWORD))
                    .send();
            assertThat(made.headers().allValues("Set-Cookie")).hasSize(2).allSatisfy(set -> assertThat(set)
                    .endsWith("; Secure"));
        }
    }

    @Test
    void a_wrong_password_and_a_name_there_is_not_are_the_same_to_a_stranger() {
        setUp(server.setupToken());
        JsonNode wrong = login("ada", "wrong password").json().path("error");
        JsonNode nobody = login("nobody", "wrong password").json().path("error");
        assertThat(wrong).isEqualTo(nobody);
        assertThat(wrong.path("code").asText()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void who_guesses_is_told_how_long_to_wait() {
        setUp(server.setupToken());
        List<Integer> statuses = new ArrayList<>();
        Answer last = login("nobody", "wrong password");
        for (int i = 0; i < 8; i++) {
            last = login("nobody", "wrong password");
            statuses.add(last.status());
        }
        assertThat(statuses).contains(429);
        Answer refused = last.status() == 429 ? last : login("nobody", "wrong password");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    }

    @Test
    void tokens_are_refreshed_and_a_refresh_token_of_before_is_worth_nothing() {
        Answer login = setUp(server.setupToken());
        Answer next = refresh(login.data().path("refresh_token").asText());
        Answer third = refresh(next.data().path("refresh_token").asText());
        assertThat(me(third.data().path("access_token").asText()).status()).isEqualTo(200);
        assertThat(third.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(refresh(login.data().path("refresh_token").asText()).status())
                .isEqualTo(401);
        assertThat(me(third.data().path("access_token").asText()).status()).isEqualTo(401);
    }

    @Test
    void own_sessions_are_listed_and_ended() {
        Answer first = setUp(server.setupToken());
        String token = first.data().path("access_token").asText();
        String other = login("ada", PASSWORD).data().path("access_token").asText();
        JsonNode sessions = call("listSessions").as(token).send().data().path("items");
        assertThat(sessions).hasSize(2).anySatisfy(session -> assertThat(
                        session.path("current").asBoolean())
                .isTrue());
        for (JsonNode session : sessions) {
            if (!session.path("current").asBoolean()) {
                call("endSession")
                        .path("session_id", session.path("id").asText())
                        .as(token)
                        .send();
            }
        }
        assertThat(me(other).status()).isEqualTo(401);
        assertThat(call("endSession")
                        .path("session_id", "s_none")
                        .as(token)
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(call("endSessions").as(token).send().status()).isEqualTo(204);
        assertThat(me(token).status()).isEqualTo(401);
    }

    @Test
    void a_password_is_changed_by_who_knows_it() {
        String token = setUp(server.setupToken()).data().path("access_token").asText();
        assertThat(changePassword(token, "wrong password", "ten green parrots").status())
                .isEqualTo(403);
        Answer common = changePassword(token, PASSWORD, "password1234");
        assertThat(common.error()).isEqualTo("INVALID_REQUEST");
        assertThat(changePassword(token, PASSWORD, "ten green parrots").status())
                .isEqualTo(204);
        assertThat(login("ada", PASSWORD).status()).isEqualTo(401);
        assertThat(login("ada", "ten green parrots").status()).isEqualTo(200);
        assertThat(me(token).status()).isEqualTo(200);
    }

    @Test
    void d5_j18_nothing_a_client_says_of_itself_replaces_a_credential() {
        Answer setUp = setUp(server.setupToken());
        String ownerId = setUp.data().path("user").path("id").asText();
        for (String[] header : new String[][] {
            {"Client-Id", ownerId},
            {"Device-Id", "02:00:00:00:00:01"},
            {"X-User", "ada"},
            {"X-Forwarded-User", "ada"},
            {"Cookie", "mynah_session=" + ownerId},
            {"Cookie", "mynah_session=admin; role=owner; user=" + ownerId},
            {"Cookie", "mynah_session=; mynah_known=" + ownerId},
            {"Cookie", "mynah_session=null"},
            {"X-API-Key", ownerId},
            {"Authorization", "Bearer null"},
            {"Authorization", "Basic YWRhOnNldmVuIGdyZWVuIHBhcnJvdHM="}
        }) {
            assertThat(call("listUsers").header(header[0], header[1]).send().status())
                    .as(header[0] + ": " + header[1])
                    .isEqualTo(401);
        }
    }
}
