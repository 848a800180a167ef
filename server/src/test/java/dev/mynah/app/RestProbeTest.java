package dev.mynah.app;

import dev.mynah.access.Role;
import dev.mynah.api.contract.Contract;
import dev.mynah.testing.ContractClient;
import dev.mynah.testing.probe.ContractProbe;
import dev.mynah.testing.probe.Identities;
import dev.mynah.testing.probe.Probe;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The whole contract on the whole server: every operation with callers it is not for and requests it must refuse. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestProbeTest {
    private static final String PASSWORD = "seven green parrots";

    private final Contract contract = Contract.ofServer();
    private final RunningServer server = RunningServer.withFakes();
    private final ContractClient client = new ContractClient("http://127.0.0.1:" + server.port(), contract);
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);
    private String other = "";
    private String cookie = "";

    @BeforeAll
    void people_move_in() {
        ContractClient.Answer owner = client.call("createOwner")
                .json("{\"token\":\"%s\",\"username\":\"owner\",\"password\":\"%s\"}"
                        .formatted(server.setupToken(), PASSWORD))
                .send();
        tokens.put(Role.OWNER, owner.data().path("access_token").asText());
        cookie = owner.headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith("mynah_session="))
                .map(set -> set.replaceFirst(";.*", ""))
                .findFirst()
                .orElseThrow();
        for (Role role : Role.values()) {
            if (role != Role.OWNER) {
                tokens.put(role, token(role.label(), role));
            }
        }
        other = token("other", Role.MEMBER);
    }

    private String token(String name, Role role) {
        client.call("createUser")
                .as(Objects.requireNonNull(tokens.get(Role.OWNER)))
                .json("{\"username\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}"
                        .formatted(name, PASSWORD, role.label()))
                .send();
        return client.call("login")
                .json("{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD))
                .send()
                .data()
                .path("access_token")
                .asText();
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicNode> every_operation_refuses_what_it_must() {
        Identities people = new Identities(tokens, other, Optional.of(cookie));
        ContractProbe probe = new ContractProbe(contract, client, people, Map.of());
        return contract.operations().stream()
                .map(operation -> DynamicContainer.dynamicContainer(
                        operation.id(), probe.of(operation).stream().map(Probe::test)));
    }
}
