package dev.mynah.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.storage.StorageException;
import dev.mynah.testing.ApiServer;
import dev.mynah.testing.ContractClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTest {
    private record Group(
            String id,
            String name,
            String description,
            @Nullable String ownerId,
            Instant createdAt) {
        private static Group named(String id, String name) {
            return new Group(id, name, "", null, THEN);
        }
    }

    private record NewGroup(String name) {}

    private static final Instant THEN = Instant.parse("2026-01-31T08:30:00.123456Z");

    private Operation read =
            call -> Answer.ok(Group.named(call.path("group_id"), "Kitchen")).tagged("5");
    private final Resource groups = () -> Map.of(
            "listGroups",
            call -> Answer.page(Page.of(call, List.of(), view -> view, key -> List.of())),
            "createGroup",
            call -> Answer.created(Group.named("g1", call.body(NewGroup.class).name()), "/api/v1/groups/g1"),
            "readGroup",
            call -> read.answer(call));
    private ApiServer server;
    private ContractClient client;

    @BeforeEach
    void start() {
        server = ApiServer.with(groups);
        client = server.client();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void an_operation_is_found_by_its_address_and_answers_in_the_envelope() {
        ContractClient.Answer answer =
                client.call("readGroup").path("group_id", "g7").as("viewer").send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().toString())
                .isEqualTo("{\"id\":\"g7\",\"name\":\"Kitchen\",\"description\":\"\",\"owner_id\":null,"
                        + "\"created_at\":\"2026-01-31T08:30:00.123Z\"}");
        assertThat(answer.header("ETag")).isEqualTo("\"5\"");
    }

    @Test
    void who_shows_nothing_is_asked_to_log_in() {
        ContractClient.Answer answer =
                client.call("readGroup").path("group_id", "g7").send();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void who_lacks_the_permission_is_told_which() {
        ContractClient.Answer answer = client.call("createGroup")
                .as("viewer")
                .json("{\"name\":\"Hall\"}")
                .send();
        assertThat(answer.error()).isEqualTo("FORBIDDEN");
        assertThat(answer.json().at("/error/details/permission").asText()).isEqualTo("devices:manage");
    }

    @Test
    void a_body_that_does_not_follow_the_contract_is_refused_with_every_wrong_place() {
        ContractClient.Answer answer = client.call("createGroup")
                .as("owner")
                .json("{\"name\":7,\"nmae\":\"x\"}")
                .send();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/details/problems").toString()).contains("body.name", "body.nmae");
    }

    @Test
    void a_failure_tells_the_caller_nothing_but_where_its_cause_is_logged() {
        read = call -> {
            throw new IllegalStateException("SELECT secret FROM somewhere");
        };
        ContractClient.Answer answer =
                client.call("readGroup").path("group_id", "g7").as("owner").send();
        assertThat(answer.error()).isEqualTo("INTERNAL");
        assertThat(answer.json().toString()).doesNotContain("SELECT", "IllegalState");
    }

    @Test
    void a_database_that_does_not_answer_is_no_fault_of_the_request() {
        read = call -> {
            throw new StorageException(StorageException.Reason.UNAVAILABLE, "no connection to x", new Exception("x"));
        };
        ContractClient.Answer answer =
                client.call("readGroup").path("group_id", "g7").as("owner").send();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void a_refusal_is_answered_with_its_status_and_details() {
        read = call -> {
            throw new RefusedException(ErrorCode.LIMIT_REACHED, "There are 7 already.", Map.of("limit", 7));
        };
        ContractClient.Answer answer =
                client.call("readGroup").path("group_id", "g7").as("owner").send();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().at("/error/details/limit").asInt()).isEqualTo(7);
    }
}
