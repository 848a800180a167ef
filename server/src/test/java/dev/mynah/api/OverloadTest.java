package dev.mynah.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.testing.ApiServer;
import dev.mynah.testing.BareHttp;
import dev.mynah.testing.ContractClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More than the server takes, in size and in number. */
class OverloadTest {
    private static final String WAITING = "Expect: 100-continue";

    private final Things things = new Things();
    private final ApiServer server = ApiServer.with(small(), things);
    private final ContractClient client = server.client();

    /** Two calls at once, and 3.5 MB of bodies. */
    private static ApiServer.Setup small() {
        return Things.setup().within(new ApiLimits(2, 3_500_000));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private ContractClient.Request make() {
        return client.call("makeThing").as("owner").json("{\"name\":\"x\"}");
    }

    private ContractClient.Answer upload(int bytes) {
        return client.call("upload")
                .as("owner")
                .body("text/csv", new byte[bytes])
                .send();
    }

    @Test
    void a_body_of_more_than_a_megabyte_is_refused_unless_it_is_an_upload() {
        byte[] large = ("{\"name\":\"x\",\"more\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        ContractClient.Answer refused = client.call("makeThing")
                .as("owner")
                .body("application/json", large)
                .send();
        assertThat(refused.error()).isEqualTo("TOO_LARGE");
        assertThat(upload(2_999_999).data().path("bytes").asInt()).isEqualTo(2_999_999);
        assertThat(upload(3_000_001).error()).isEqualTo("TOO_LARGE");
        assertThat(make().send().status()).as("it goes on").isEqualTo(201);
    }

    @Test
    void a_body_that_does_not_say_how_long_it_is_may_not_be_longer_either() throws IOException {
        try (Socket socket = BareHttp.connect(server.port())) {
            BareHttp.send(
                    socket, head("things", "owner", "Content-Type: application/json", "Transfer-Encoding: chunked"));
            String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 20; i++) {
                BareHttp.send(socket, chunk);
            }
            BareHttp.send(socket, "0\r\n\r\n");
            assertThat(line(socket)).contains("413");
        }
    }

    @Test
    void a_body_is_not_asked_for_from_who_may_not_send_it() throws IOException {
        try (Socket socket = BareHttp.connect(server.port())) {
            BareHttp.send(
                    socket, head("upload", "viewer", WAITING, "Content-Type: text/csv", "Content-Length: 1000000"));
            assertThat(line(socket)).contains("403");
        }
        try (Socket socket = BareHttp.connect(server.port())) {
            BareHttp.send(socket, head("upload", "owner", WAITING, "Content-Type: text/csv", "Content-Length: 1"));
            assertThat(line(socket)).contains("100 Continue");
        }
    }

    @Test
    void after_a_refused_body_the_connection_serves_the_next_request() throws IOException {
        String refused = "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100000\r\n\r\n" + " ".repeat(100_000);
        String good = "GET /api/v1/things/special HTTP/1.1\r\nHost: x\r\n\r\n";
        assertThat(BareHttp.askAll(server.port(), refused + good + refused + good, 4))
                .extracting(BareHttp.Answer::status)
                .containsExactly(401, 200, 401, 200);
    }

    @Test
    void more_calls_than_there_are_seats_are_asked_to_come_again() {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        things.making = () -> {
            begun.countDown();
            await(go);
        };
        try {
            CompletableFuture<ContractClient.Answer> first = CompletableFuture.supplyAsync(() -> make().send());
            CompletableFuture<ContractClient.Answer> second = CompletableFuture.supplyAsync(() -> make().send());
            await(begun);
            ContractClient.Answer refused = make().send();
            assertThat(refused.error()).isEqualTo("UNAVAILABLE");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            go.countDown();
            assertThat(first.join().status()).isEqualTo(201);
            assertThat(second.join().status()).isEqualTo(201);
        } finally {
            go.countDown();
        }
        assertThat(make().send().status()).isEqualTo(201);
    }

    @Test
    void clients_that_send_slowly_take_no_seat() throws IOException {
        String slow = head("things", "owner", WAITING, "Content-Type: application/json", "Content-Length: 20");
        try (Socket one = BareHttp.connect(server.port());
                Socket two = BareHttp.connect(server.port());
                Socket three = BareHttp.connect(server.port())) {
            for (Socket socket : new Socket[] {one, two, three}) {
                BareHttp.send(socket, slow);
                assertThat(line(socket)).contains("100 Continue");
            }
            assertThat(make().send().status()).isEqualTo(201);
        }
    }

    @Test
    void more_than_the_memory_for_bodies_is_asked_to_come_again_and_given_back_in_the_end() throws IOException {
        String head = head("upload", "owner", WAITING, "Content-Type: text/csv", "Content-Length: 3000000");
        try (Socket holder = BareHttp.connect(server.port())) {
            BareHttp.send(holder, head);
            assertThat(line(holder)).contains("100 Continue");
            BareHttp.send(holder, " ".repeat(2_900_000));
            ContractClient.Answer refused = upload(2_900_000);
            while (refused.status() == 200) {
                // What the other sent has not arrived yet.
                refused = upload(2_900_000);
            }
            assertThat(refused.error()).isEqualTo("UNAVAILABLE");
            BareHttp.send(holder, " ".repeat(100_000));
            assertThat(line(holder)).isEmpty();
            assertThat(line(holder)).contains("200");
        }
        assertThat(upload(2_900_000).status()).isEqualTo(200);
    }

    @Test
    void what_a_client_that_left_had_sent_is_given_back() throws IOException {
        String head = head("upload", "owner", WAITING, "Content-Type: text/csv", "Content-Length: 3000000");
        for (int i = 0; i < 3; i++) {
            try (Socket socket = BareHttp.connect(server.port())) {
                BareHttp.send(socket, head);
                assertThat(line(socket)).contains("100 Continue");
                BareHttp.send(socket, " ".repeat(2_000_000));
            }
        }
        ContractClient.Answer answer = upload(2_900_000);
        while (answer.status() == 503) {
            answer = upload(2_900_000);
        }
        assertThat(answer.status()).isEqualTo(200);
    }

    private static String head(String path, String caller, String... headers) {
        return "POST /api/v1/%s HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\n%s\r\n\r\n"
                .formatted(path, caller, String.join("\r\n", headers));
    }

    private static String line(Socket socket) throws IOException {
        // One byte at a time: the rest is for the next who reads.
        StringBuilder line = new StringBuilder();
        int next = socket.getInputStream().read();
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = socket.getInputStream().read();
        }
        return line.toString().strip();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
