package dev.mynah.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.testing.ApiServer;
import dev.mynah.testing.ContractClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The same request twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
    private final Things things = new Things();
    private final ApiServer server = ApiServer.with(Things.setup(), things);
    private final ContractClient client = server.client();

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    private ContractClient.Answer make(String caller, String key, String body) {
        return client.call("makeThing")
                .as(caller)
                .header("Idempotency-Key", key)
                .json(body)
                .send();
    }

    @Test
    void a_request_with_the_same_key_is_done_once_and_answered_the_same() {
        ContractClient.Answer first = make("owner", "k1", "{\"name\":\"x\"}");
        int made = things.made.get();
        ContractClient.Answer second = make("owner", "k1", "{\"name\":\"x\"}");
        assertThat(things.made.get()).isEqualTo(made);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.data()).isEqualTo(first.data());
        assertThat(second.json().path("message").asText()).isEqualTo("Made");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("ETag")).isEqualTo("\"1\"");
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
    }

    @Test
    void a_key_that_comes_with_another_request_is_refused() {
        make("owner", "k2", "{\"name\":\"x\"}");
        assertThat(make("owner", "k2", "{\"name\":\"y\"}").error()).isEqualTo("IDEMPOTENCY_MISMATCH");
    }

    @Test
    void keys_of_different_callers_have_nothing_to_do_with_each_other() {
        ContractClient.Answer first = make("owner", "k3", "{\"name\":\"x\"}");
        ContractClient.Answer other = make("admin", "k3", "{\"name\":\"x\"}");
        assertThat(other.data().path("number")).isNotEqualTo(first.data().path("number"));
        assertThat(other.data().path("caller").asText()).isEqualTo("admin");
    }

    @Test
    void without_a_key_every_request_is_its_own() {
        int before = things.made.get();
        client.call("makeThing").as("owner").json("{\"name\":\"x\"}").send();
        client.call("makeThing").as("owner").json("{\"name\":\"x\"}").send();
        assertThat(things.made.get()).isEqualTo(before + 2);
    }

    @Test
    void what_was_refused_may_be_tried_again() {
        things.making = () -> {
            throw new RefusedException(ErrorCode.LIMIT_REACHED, "Full.");
        };
        assertThat(make("owner", "k4", "{\"name\":\"x\"}").error()).isEqualTo("LIMIT_REACHED");
        things.making = () -> {};
        assertThat(make("owner", "k4", "{\"name\":\"x\"}").status()).isEqualTo(201);
    }

    @Test
    void a_wrong_request_does_not_use_its_key_up() {
        assertThat(make("owner", "k5", "{\"name\":5}").status()).isEqualTo(400);
        assertThat(make("owner", "k5", "{\"name\":\"x\"}").status()).isEqualTo(201);
    }

    @Test
    void a_request_that_is_being_done_is_not_begun_again() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        things.making = () -> {
            begun.countDown();
            await(go);
        };
        try {
            CompletableFuture<ContractClient.Answer> first =
                    CompletableFuture.supplyAsync(() -> make("owner", "k6", "{\"name\":\"x\"}"));
            await(begun);
            assertThat(make("owner", "k6", "{\"name\":\"x\"}").error()).isEqualTo("CONFLICT");
            go.countDown();
            assertThat(first.get(60, TimeUnit.SECONDS).status()).isEqualTo(201);
        } finally {
            go.countDown();
            things.making = () -> {};
        }
        assertThat(make("owner", "k6", "{\"name\":\"x\"}").header("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_key_with_spaces_is_refused() {
        assertThat(make("owner", "a b", "{\"name\":\"x\"}").place()).isEqualTo("header.Idempotency-Key");
    }

    @Test
    void an_operation_that_takes_no_key_says_so_instead_of_ignoring_it() {
        ContractClient.Answer answer = client.call("upload")
                .as("owner")
                .header("Idempotency-Key", "k7")
                .body("text/csv", new byte[] {'a'})
                .send();
        assertThat(answer.place()).isEqualTo("header.Idempotency-Key");
    }
}
