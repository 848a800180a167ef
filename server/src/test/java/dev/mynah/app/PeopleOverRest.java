package dev.mynah.app;

import dev.mynah.api.contract.Contract;
import dev.mynah.testing.ContractClient;
import dev.mynah.testing.ContractClient.Answer;
import org.junit.jupiter.api.AfterEach;

/** A whole server, and what people ask of it over REST. */
abstract class PeopleOverRest {
    static final String PASSWORD = "seven green parrots";
    final RunningServer server;
    private final ContractClient client;

    PeopleOverRest() {
        this(RunningServer.withFakes());
    }

    PeopleOverRest(RunningServer server) {
        this.server = server;
        this.client = new ContractClient("http://127.0.0.1:" + server.port(), Contract.ofServer());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    ContractClient.Request call(String operation) {
        return client.call(operation);
    }

    Answer setUp(String token) {
        return setUp(token, "ada");
    }

    Answer setUp(String token, String name) {
        return call("createOwner")
                .json("{\"token\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}".formatted(token, name, PASSWORD))
                .send();
    }

    Answer login(String name, String password) {
        return call("login")
                .json("{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password))
                .send();
    }

    Answer refresh(String token) {
        return call("refreshLogin")
                .json("{\"refresh_token\":\"%s\"}".formatted(token))
                .send();
    }

    Answer me(String token) {
        return call("readMe").as(token).send();
    }

    Answer createUser(String token, String name, String role) {
        return call("createUser")
                .as(token)
                .json("{\"username\":\"%s\",\"password\":\"nine green parrots\",\"role\":\"%s\"}".formatted(name, role))
                .send();
    }

    Answer update(String token, String id, String tag, String change) {
        return call("updateUser")
                .path("user_id", id)
                .as(token)
                .header("If-Match", tag)
                .json(change)
                .send();
    }

    Answer changePassword(String token, String present, String next) {
        return call("changePassword")
                .as(token)
                .json("{\"current_password\":\"%s\",\"new_password\":\"%s\"}".formatted(present, next))
                .send();
    }

    static String cookie(Answer login) {
        return login.headers().allValues("Set-Cookie").stream()
                .map(set -> set.substring(0, set.indexOf(';')))
                .reduce((one, other) -> one + "; " + other)
                .orElseThrow();
    }
}
