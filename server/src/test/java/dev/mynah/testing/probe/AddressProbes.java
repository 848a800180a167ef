package dev.mynah.testing.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.api.contract.OperationContract;
import dev.mynah.testing.ContractClient;
import java.util.Arrays;
import java.util.List;

/** Methods that an address does not take, and what it says of those it takes. */
final class AddressProbes {
    private final ContractProbe probe;
    private final OperationContract operation;

    AddressProbes(ContractProbe probe, OperationContract operation) {
        this.probe = probe;
        this.operation = operation;
    }

    void addTo(List<Probe> probes) {
        for (String method : new String[] {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
            if (!taken(method)) {
                probes.add(new Probe("is not there for " + method, () -> notTaken(method)));
            }
        }
        probes.add(new Probe("is named by OPTIONS", this::named));
    }

    private boolean taken(String method) {
        return probe.contract().operations().stream()
                .anyMatch(other ->
                        other.path().equals(operation.path()) && other.method().equals(method));
    }

    private void notTaken(String method) {
        ContractClient.Answer answer =
                probe.callWithoutBody(operation).as(probe.people().owner()).sendAs(method);
        assertThat(answer.error()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(methods(answer)).contains(operation.method()).doesNotContain(method);
    }

    private void named() {
        ContractClient.Answer answer = probe.callWithoutBody(operation).sendAs("OPTIONS");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(methods(answer)).contains(operation.method(), "OPTIONS");
    }

    private static List<String> methods(ContractClient.Answer answer) {
        return Arrays.asList(answer.header("Allow").split(", "));
    }
}
