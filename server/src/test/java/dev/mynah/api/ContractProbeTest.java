package dev.mynah.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.access.Role;
import dev.mynah.api.contract.Access;
import dev.mynah.api.contract.Contract;
import dev.mynah.api.contract.OperationContract;
import dev.mynah.testing.ApiServer;
import dev.mynah.testing.ContractClient;
import dev.mynah.testing.probe.ContractProbe;
import dev.mynah.testing.probe.Identities;
import dev.mynah.testing.probe.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The frame with the product's contract, and the probe itself against servers that are wrong. */
@TestInstance(Lifecycle.PER_CLASS)
class ContractProbeTest {
    private static final Map<String, String> OF_MEMBER = Map.of("device_id", "02:00:00:00:00:07", "group_id", "g-7");

    private final Contract contract = Contract.ofServer();
    private final ApiServer server = ApiServer.with(all(ContractProbeTest::nothingOfOthers));
    private final ContractClient client = server.client();

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    /** Every operation, done in the same way. */
    private Resource all(Function<OperationContract, Operation> how) {
        Map<String, Operation> operations = new HashMap<>();
        contract.operations().forEach(operation -> operations.put(operation.id(), how.apply(operation)));
        return () -> operations;
    }

    /** There is nothing but what belongs to the member. */
    private static Operation nothingOfOthers(OperationContract operation) {
        return call -> {
            boolean theirs = OF_MEMBER.entrySet().stream().anyMatch(thing -> call.text(thing.getKey())
                    .filter(thing.getValue()::equals)
                    .isPresent());
            if (theirs && call.principal().sees("u-member")) {
                return Answer.none();
            }
            throw Refusals.notFound("thing");
        };
    }

    private static Identities people() {
        Map<Role, String> tokens = Arrays.stream(Role.values()).collect(Collectors.toMap(role -> role, Role::label));
        return new Identities(tokens, "other", Optional.of("mynah_session=owner"));
    }

    @TestFactory
    Stream<DynamicNode> every_operation_refuses_what_it_must() {
        ContractProbe probe = new ContractProbe(contract, client, people(), OF_MEMBER);
        return contract.operations().stream()
                .map(operation -> DynamicContainer.dynamicContainer(
                        operation.id(), probe.of(operation).stream().map(Probe::test)));
    }

    @Test
    void an_operation_that_nobody_carries_out_is_found() {
        Resource some = () -> Map.of();
        assertThat(failures(some, "readDevice")).contains("is not for who shows nothing");
        assertThat(failures(some, "login")).contains("is open to everybody");
    }

    @Test
    void an_operation_that_shows_one_member_what_belongs_to_another_is_found() {
        assertThat(failures(all(operation -> call -> Answer.none()), "deleteGroup"))
                .containsExactly("does not find for one member what belongs to another");
    }

    @Test
    void an_operation_that_fails_is_found() {
        Resource failing = all(operation -> call -> {
            throw new IllegalStateException("broken on purpose");
        });
        assertThat(failures(failing, "readSetup")).contains("is open to everybody");
    }

    private List<String> failures(Resource resource, String operation) {
        List<String> failures = new ArrayList<>();
        try (ApiServer wrong = ApiServer.with(resource);
                ContractClient itsClient = wrong.client()) {
            ContractProbe probe = new ContractProbe(contract, itsClient, people(), OF_MEMBER);
            for (Probe each : probe.of(contract.operation(operation))) {
                try {
                    each.question().execute();
                } catch (Throwable failed) {
                    failures.add(each.name());
                }
            }
        }
        return failures;
    }

    @Test
    void every_kind_of_access_is_among_the_operations() {
        assertThat(contract.operations())
                .anyMatch(operation -> operation.access() instanceof Access.Open)
                .anyMatch(operation -> operation.access() instanceof Access.LoggedIn)
                .anyMatch(operation -> operation.access() instanceof Access.Needs);
    }
}
