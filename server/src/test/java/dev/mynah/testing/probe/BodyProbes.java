package dev.mynah.testing.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.api.contract.OperationContract;
import dev.mynah.api.contract.Schema;
import dev.mynah.testing.ContractClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Bodies that are missing, of another type, broken, too large, or wrong in one member. */
final class BodyProbes {
    private final ContractProbe probe;
    private final OperationContract operation;
    private final ObjectNode example;

    BodyProbes(ContractProbe probe, OperationContract operation) {
        this.probe = probe;
        this.operation = operation;
        this.example = (ObjectNode) Values.example(operation).orElseThrow();
    }

    void addTo(List<Probe> probes) {
        probes.add(new Probe("refuses to do without a body", () -> refused(call(), "body")));
        probes.add(new Probe("refuses a body of another type", () -> wrongType("text/plain")));
        probes.add(new Probe("refuses a body of a form", () -> wrongType("application/x-www-form-urlencoded")));
        probes.add(new Probe("refuses what is no JSON", () -> refused(call().json("{\"a\":"), "body")));
        probes.add(new Probe("refuses a body that is a list", () -> refused(call().json("[]"), "body")));
        probes.add(new Probe("refuses more than one value", () -> refused(call().json(example + "{}"), "body")));
        probes.add(new Probe("refuses a body that is too large", this::tooLarge));
        probes.add(new Probe("refuses a member it does not know", this::unknownMember));
        probes.add(new Probe("refuses a member that is there twice", this::memberTwice));
        Schema schema = Values.bodySchema(operation);
        example.fieldNames().forEachRemaining(name -> required(name, schema, probes));
        Values.properties(probe.contract(), operation)
                .fieldNames()
                .forEachRemaining(name -> wrong(name, schema, probes));
    }

    private void required(String name, Schema schema, List<Probe> probes) {
        ObjectNode without = example.deepCopy();
        without.remove(name);
        if (!schema.accepts(without)) {
            probes.add(new Probe(
                    "refuses a body without " + name, () -> refused(call().json(without.toString()), "body")));
        }
    }

    private void wrong(String name, Schema schema, List<Probe> probes) {
        for (JsonNode value : Values.everything()) {
            ObjectNode with = example.deepCopy();
            with.set(name, value);
            if (!schema.accepts(with)) {
                probes.add(new Probe(
                        "refuses " + Values.shown(value) + " as " + name,
                        () -> refused(call().json(with.toString()), "body")));
            }
        }
    }

    private void unknownMember() {
        ObjectNode more = example.deepCopy();
        more.set("Unheard_of", more.objectNode());
        refused(call().json(more.toString()), "body");
    }

    private void memberTwice() {
        String name = example.fieldNames().next();
        String twice = "{\"" + name + "\":null," + example.toString().substring(1);
        refused(call().json(twice), "body");
    }

    private void wrongType(String type) {
        byte[] bytes = example.toString().getBytes(StandardCharsets.UTF_8);
        ContractClient.Answer answer = call().body(type, bytes).send();
        assertThat(answer.error()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    private void tooLarge() {
        int most = Objects.requireNonNull(operation.body()).maxBytes();
        ContractClient.Answer answer = call().json(example + " ".repeat(most)).send();
        assertThat(answer.error()).isEqualTo("TOO_LARGE");
    }

    private ContractClient.Request call() {
        return probe.callWithoutBody(operation).as(probe.people().owner());
    }

    private static void refused(ContractClient.Request call, String place) {
        ContractClient.Answer answer = call.send();
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.place()).startsWith(place);
    }
}
