package dev.mynah.testing.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.api.contract.OperationContract;
import dev.mynah.api.contract.ParameterContract;
import dev.mynah.testing.ContractClient;
import java.util.List;

/** Parameters that are missing, wrong, too large, there twice or not known. */
final class ParameterProbes {
    private final ContractProbe probe;
    private final OperationContract operation;

    ParameterProbes(ContractProbe probe, OperationContract operation) {
        this.probe = probe;
        this.operation = operation;
    }

    void addTo(List<Probe> probes) {
        for (ParameterContract parameter : operation.parameters()) {
            String place = parameter.place();
            for (String bad : Values.bad(parameter)) {
                probes.add(new Probe("refuses " + Values.shown(bad) + " as " + place, () -> wrong(parameter, bad)));
            }
            if (parameter.in() != ParameterContract.In.PATH) {
                probes.add(new Probe("refuses " + place + " when it is there twice", () -> twice(parameter)));
                if (parameter.required()) {
                    probes.add(new Probe("refuses to do without " + place, () -> missing(parameter)));
                }
            }
        }
        if (!operation.openQuery()) {
            probes.add(new Probe("refuses a parameter it does not know", this::unknown));
        }
        probes.add(new Probe("refuses a query that is no text", this::garbled));
    }

    private void wrong(ParameterContract parameter, String bad) {
        ContractClient.Request call = without(parameter);
        if (parameter.in() == ParameterContract.In.HEADER && !bad.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return; // not to be said in HTTP
        }
        ContractProbe.send(call, parameter, bad);
        refused(call, 400, parameter.place());
    }

    private void twice(ParameterContract parameter) {
        ContractClient.Request call = without(parameter);
        ContractProbe.send(call, parameter, Values.good(parameter));
        ContractProbe.send(call, parameter, Values.good(parameter));
        refused(call, 400, parameter.place());
    }

    private void missing(ParameterContract parameter) {
        boolean condition = parameter.name().equals("If-Match");
        refused(without(parameter), condition ? 428 : 400, condition ? "" : parameter.place());
    }

    private void unknown() {
        refused(probe.call(operation).query("unheard_of", "1"), 400, "query");
    }

    private void garbled() {
        refused(probe.call(operation).rawQuery("%ff=1"), 400, "query");
    }

    /** A good call in which one parameter is still to be set. */
    private ContractClient.Request without(ParameterContract left) {
        ContractClient.Request call = probe.client().call(operation.id());
        for (ParameterContract parameter : operation.parameters()) {
            if (parameter.required() && !parameter.equals(left)) {
                ContractProbe.send(call, parameter, Values.good(parameter));
            }
        }
        Values.example(operation).ifPresent(example -> call.json(example.toString()));
        return call;
    }

    private void refused(ContractClient.Request call, int status, String place) {
        ContractClient.Answer answer = call.as(probe.people().owner()).send();
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        // Of a list it is an entry that is wrong.
        assertThat(answer.place()).startsWith(place);
    }
}
