package dev.mynah.testing.probe;

import dev.mynah.api.contract.Contract;
import dev.mynah.api.contract.OperationContract;
import dev.mynah.api.contract.ParameterContract;
import dev.mynah.testing.ContractClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks every operation of a contract what it does with callers it is not for and with requests that do not follow it. Knows
 * nothing of any operation: one that is added to the contract is probed from then on, and fails as long as nobody carries
 * it out. Changes nothing on a server that is right: what it sends is refused, or looked for and not found.
 */
public final class ContractProbe {
    private final Contract contract;
    private final ContractClient client;
    private final Identities people;
    private final Map<String, String> ofMember;

    /**
     * @param client of the server that is probed
     * @param ofMember ids, by the name of the parameter, of things that belong to the member and that other members must not
     *     find; may be empty
     */
    public ContractProbe(Contract contract, ContractClient client, Identities people, Map<String, String> ofMember) {
        this.contract = contract;
        this.client = client;
        this.people = people;
        this.ofMember = Map.copyOf(ofMember);
    }

    /** All questions about one operation. */
    public List<Probe> of(OperationContract operation) {
        List<Probe> probes = new ArrayList<>();
        new CallerProbes(this, operation).addTo(probes);
        new ParameterProbes(this, operation).addTo(probes);
        if (Values.example(operation).isPresent()) {
            new BodyProbes(this, operation).addTo(probes);
        }
        new AddressProbes(this, operation).addTo(probes);
        return probes;
    }

    Contract contract() {
        return contract;
    }

    ContractClient client() {
        return client;
    }

    Identities people() {
        return people;
    }

    /** An id of something that belongs to the member; null when there is none of this kind. */
    Map<String, String> ofMember() {
        return ofMember;
    }

    /** A call that follows the contract, of things that do not exist, by nobody. */
    ContractClient.Request call(OperationContract operation) {
        ContractClient.Request call = callWithoutBody(operation);
        Values.example(operation).ifPresent(example -> call.json(example.toString()));
        return call;
    }

    /** The same without the body. */
    ContractClient.Request callWithoutBody(OperationContract operation) {
        ContractClient.Request call = client.call(operation.id());
        for (ParameterContract parameter : operation.parameters()) {
            if (parameter.required()) {
                send(call, parameter, Values.good(parameter));
            }
        }
        return call;
    }

    /** Sends a value where the parameter is sent. */
    static void send(ContractClient.Request call, ParameterContract parameter, String value) {
        switch (parameter.in()) {
            case PATH -> call.path(parameter.name(), value);
            case QUERY -> call.query(parameter.name(), value);
            case HEADER -> call.header(parameter.name(), value);
        }
    }
}
