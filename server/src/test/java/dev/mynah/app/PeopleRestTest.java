package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.api.contract.Access;
import dev.mynah.api.contract.Contract;
import dev.mynah.api.contract.OperationContract;
import dev.mynah.testing.ContractClient;
import dev.mynah.testing.ContractClient.Answer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People and programs through the whole server, by the contract. */
class PeopleRestTest {
    private static final String PASSWORD = "seven green parrots";
    private final RunningServer server = RunningServer.withFakes();
    private final ContractClient client = new ContractClient("http://127.0.0.1:" + server.port(), Contract.ofServer());

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

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
    void users_are_made_changed_and_removed_with_an_etag_against_unseen_changes() {
        String owner = setUp(server.setupToken()).data().path("access_token").asText();
        Answer made = createUser(owner, "grace", "admin");
        String id = made.data().path("id").asText();
        assertThat(made.header("Location")).isEqualTo("/api/v1/users/" + id);
        assertThat(createUser(owner, "GRACE", "member").error()).isEqualTo("CONFLICT");
        Answer changed = update(owner, id, made.header("ETag"), "{\"role\":\"viewer\"}");
        assertThat(changed.data().path("role").asText()).isEqualTo("viewer");
        assertThat(update(owner, id, made.header("ETag"), "{\"role\":\"member\"}")
                        .status())
                .isEqualTo(412);
        Answer page = call("listUsers").as(owner).query("limit", "1").send();
        assertThat(page.data().at("/items/0/username").asText()).isEqualTo("ada");
        Answer rest = call("listUsers")
                .as(owner)
                .query("limit", "1")
                .query("cursor", page.data().path("next_cursor").asText())
                .send();
        assertThat(rest.data().path("items").get(0)).isEqualTo(changed.data());
        assertThat(call("deleteUser").path("user_id", id).as(owner).send().status())
                .isEqualTo(204);
        assertThat(call("readUser").path("user_id", id).as(owner).send().status())
                .isEqualTo(404);
    }

    @Test
    void an_administrator_does_nothing_to_owners() {
        Answer setUp = setUp(server.setupToken());
        String owner = setUp.data().path("access_token").asText();
        String ownerId = setUp.data().path("user").path("id").asText();
        createUser(owner, "grace", "admin");
        String admin =
                login("grace", "nine green parrots").data().path("access_token").asText();
        assertThat(update(admin, ownerId, "*", "{\"role\":\"member\"}").status())
                .isEqualTo(403);
        assertThat(call("deleteUser").path("user_id", ownerId).as(admin).send().status())
                .isEqualTo(403);
        assertThat(call("endUserSessions")
                        .path("user_id", ownerId)
                        .as(admin)
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(createUser(admin, "eve", "owner").status()).isEqualTo(403);
        assertThat(call("deleteUser").path("user_id", ownerId).as(owner).send().error())
                .isEqualTo("CONFLICT");
    }

    @Test
    void a_key_is_shown_once_and_does_what_its_scopes_say() {
        String owner = setUp(server.setupToken()).data().path("access_token").asText();
        Answer made = call("createApiKey")
                .as(owner)
                .json("{\"name\":\"script\",\"scopes\":[\"people:read\"],\"expires_at\":\"2999-01-01T00:00:00+02:00\"}")
                .send();
        String key = made.data().path("key").asText();
        assertThat(made.data().path("expires_at").asText()).isEqualTo("2998-12-31T22:00:00Z");
        assertThat(call("listUsers").header("X-API-Key", key).send().status()).isEqualTo(200);
        assertThat(call("listUsers").as(key).send().status()).isEqualTo(200);
        assertThat(call("listAudit").header("X-API-Key", key).send().error()).isEqualTo("FORBIDDEN");
        assertThat(call("readMe").as(key).send().data().path("kind").asText()).isEqualTo("api_key");
        assertThat(new String(call("listApiKeys").as(owner).send().bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain(key)
                .contains(made.data().path("prefix").asText());
        call("deleteApiKey")
                .path("key_id", made.data().path("id").asText())
                .as(owner)
                .send();
        assertThat(call("listUsers").header("X-API-Key", key).send().status()).isEqualTo(401);
    }

    @Test
    void a_member_sees_own_keys_only() {
        String owner = setUp(server.setupToken()).data().path("access_token").asText();
        createUser(owner, "mia", "member");
        String member =
                login("mia", "nine green parrots").data().path("access_token").asText();
        call("createApiKey")
                .as(owner)
                .json("{\"name\":\"a\",\"scopes\":[\"devices:read\"]}")
                .send();
        call("createApiKey")
                .as(member)
                .json("{\"name\":\"b\",\"scopes\":[\"devices:read\"]}")
                .send();
        assertThat(call("listApiKeys").as(member).send().data().path("items")).hasSize(1);
        assertThat(call("listApiKeys").as(owner).send().data().path("items")).hasSize(2);
        assertThat(call("listUsers").as(member).send().error()).isEqualTo("FORBIDDEN");
        assertThat(call("createApiKey")
                        .as(member)
                        .json("{\"name\":\"c\",\"scopes\":[\"people:manage\"]}")
                        .send()
                        .error())
                .isEqualTo("FORBIDDEN");
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
    void what_was_done_is_in_the_audit_log_with_filters() {
        String owner = setUp(server.setupToken()).data().path("access_token").asText();
        String id = createUser(owner, "grace", "admin").data().path("id").asText();
        update(owner, id, "*", "{\"disabled\":true}");
        JsonNode entries = call("listAudit")
                .as(owner)
                .query("subject", id)
                .query("action", "user")
                .send()
                .data()
                .path("items");
        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).path("action").asText()).isEqualTo("user.changed");
        assertThat(entries.get(0).path("actor").path("address").asText()).isEqualTo("127.0.0.1");
        Answer page = call("listAudit").as(owner).query("limit", "1").send();
        Answer next = call("listAudit")
                .as(owner)
                .query("limit", "1")
                .query("cursor", page.data().path("next_cursor").asText())
                .send();
        assertThat(next.data().path("items").get(0))
                .isNotEqualTo(page.data().path("items").get(0));
        assertThat(call("listAudit")
                        .as(owner)
                        .query("to", "2001-01-01T00:00:00Z")
                        .send()
                        .data()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void the_local_credential_opens_nothing_about_people() throws Exception {
        setUp(server.setupToken());
        String local =
                Files.readString(server.data().resolve("local-credential")).strip();
        for (String operation : List.of("readMe", "listUsers", "listApiKeys", "listAudit", "listSessions")) {
            assertThat(call(operation).as(local).send().status()).as(operation).isEqualTo(403);
        }
        assertThat(call("createApiKey")
                        .as(local)
                        .json("{\"name\":\"a\",\"scopes\":[\"devices:bind\"]}")
                        .send()
                        .status())
                .isEqualTo(403);
        server.close();
        assertThat(server.data().resolve("local-credential")).doesNotExist();
    }

    @Test
    void d23_only_what_lets_people_in_is_open_to_strangers() {
        List<String> open = Contract.ofServer().operations().stream()
                .filter(operation -> operation.access() instanceof Access.Open)
                .map(OperationContract::id)
                .toList();
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "readSetup",
                        "createOwner",
                        "resetOwner",
                        "listLoginMethods",
                        "login",
                        "refreshLogin",
                        "startOidc",
                        "finishOidc");
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

    private ContractClient.Request call(String operation) {
        return client.call(operation);
    }

    private Answer setUp(String token) {
        return setUp(token, "ada");
    }

    private Answer setUp(String token, String name) {
        return call("createOwner")
                .json("{\"token\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}".formatted(token, name, PASSWORD))
                .send();
    }

    private Answer login(String name, String password) {
        return call("login")
                .json("{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password))
                .send();
    }

    private Answer refresh(String token) {
        return call("refreshLogin")
                .json("{\"refresh_token\":\"%s\"}".formatted(token))
                .send();
    }

    private Answer me(String token) {
        return call("readMe").as(token).send();
    }

    private Answer createUser(String token, String name, String role) {
        return call("createUser")
                .as(token)
                .json("{\"username\":\"%s\",\"password\":\"nine green parrots\",\"role\":\"%s\"}".formatted(name, role))
                .send();
    }

    private Answer update(String token, String id, String tag, String change) {
        return call("updateUser")
                .path("user_id", id)
                .as(token)
                .header("If-Match", tag)
                .json(change)
                .send();
    }

    private Answer changePassword(String token, String present, String next) {
        return call("changePassword")
                .as(token)
                .json("{\"current_password\":\"%s\",\"new_password\":\"%s\"}".formatted(present, next))
                .send();
    }

    private static String cookie(Answer login) {
        return login.headers().allValues("Set-Cookie").stream()
                .map(set -> set.substring(0, set.indexOf(';')))
                .reduce((one, other) -> one + "; " + other)
                .orElseThrow();
    }
}
