package dev.mynah.testing.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.access.Permission;
import dev.mynah.access.Role;
import dev.mynah.api.contract.Access;
import dev.mynah.api.contract.OperationContract;
import dev.mynah.api.contract.ParameterContract;
import dev.mynah.testing.ContractClient;
import java.util.List;

/** Callers an operation is not for. */
final class CallerProbes {
    private final ContractProbe probe;
    private final OperationContract operation;

    CallerProbes(ContractProbe probe, OperationContract operation) {
        this.probe = probe;
        this.operation = operation;
    }

    void addTo(List<Probe> probes) {
        switch (operation.access()) {
            case Access.Open open -> probes.add(new Probe("is open to everybody", this::open));
            case Access.LoggedIn loggedIn -> closed(probes);
            case Access.Needs needs -> {
                closed(probes);
                for (Role role : Role.values()) {
                    if (!role.may(needs.permission())) {
                        probes.add(
                                new Probe("is not for a " + role.label(), () -> forbidden(role, needs.permission())));
                    }
                }
            }
        }
        if (operation.parameters().stream().anyMatch(this::ofMember)) {
            probes.add(new Probe("does not find for one member what belongs to another", this::ofAnother));
        }
    }

    private void closed(List<Probe> probes) {
        probes.add(new Probe("is not for who shows nothing", () -> unauthenticated(probe.call(operation))));
        probes.add(new Probe(
                "is not for who shows something wrong",
                () -> unauthenticated(probe.call(operation).as("wrong.to.ken"))));
        probes.add(new Probe(
                "is not for who shows a wrong key",
                () -> unauthenticated(probe.call(operation).header("X-API-Key", "mynah_wrong"))));
        probes.add(new Probe(
                "is not for who shows a wrong cookie",
                () -> unauthenticated(probe.call(operation).header("Cookie", "mynah_session=s_0.wrong"))));
        if (operation.changes() && probe.people().cookie().isPresent()) {
            probes.add(new Probe(
                    "is not for a cookie alone",
                    () -> cookieAlone(probe.people().cookie().get())));
        }
    }

    private void open() {
        ContractClient.Answer answer = probe.callWithoutBody(operation).send();
        assertThat(answer.status()).isNotIn(401, 403, 501).isLessThan(500);
    }

    private static void unauthenticated(ContractClient.Request call) {
        ContractClient.Answer answer = call.send();
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(401);
        assertThat(answer.error()).isEqualTo("UNAUTHENTICATED");
    }

    private void forbidden(Role role, Permission permission) {
        ContractClient.Answer answer =
                probe.call(operation).as(probe.people().token(role)).send();
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(403);
        assertThat(answer.json().at("/error/details/permission").asText()).isEqualTo(permission.label());
    }

    private void cookieAlone(String cookie) {
        ContractClient.Answer answer =
                probe.call(operation).header("Cookie", cookie).send();
        assertThat(answer.error()).isEqualTo("CSRF");
    }

    private boolean ofMember(ParameterContract parameter) {
        return parameter.in() == ParameterContract.In.PATH && probe.ofMember().containsKey(parameter.name());
    }

    private void ofAnother() {
        ContractClient.Request call =
                probe.client().call(operation.id()).as(probe.people().other());
        for (ParameterContract parameter : operation.parameters()) {
            String theirs = probe.ofMember().get(parameter.name());
            if (parameter.required()) {
                ContractProbe.send(call, parameter, theirs == null ? Values.good(parameter) : theirs);
            }
        }
        Values.example(operation).ifPresent(example -> call.json(example.toString()));
        ContractClient.Answer answer = call.send();
        assertThat(answer.status()).as(answer.json().toString()).isIn(403, 404);
        if (answer.status() == 403) {
            assertThat(answer.json().at("/error/details/permission").asText()).isNotEmpty();
        }
    }
}
