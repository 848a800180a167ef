package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.api.contract.Access;
import dev.mynah.api.contract.Contract;
import dev.mynah.api.contract.OperationContract;
import dev.mynah.testing.ContractClient.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Users, keys and the audit log through the whole server, by the contract. */
class PeopleRestTest extends PeopleOverRest {
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
        assertThat(new String(call("listApiKeys").as(owner).send().bytes(), StandardCharsets.UTF_8))
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
                        "finishOidc",
                        "getSpokenAnswer");
    }
}
