package dev.mynah.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A JSON schema of the contract, ready to check values. Immutable once the contract is read, and thread-safe. */
public final class Schema {
    /** One keyword of a schema. */
    @FunctionalInterface
    interface Check {
        void run(JsonNode value, String place, Findings findings);
    }

    private final JsonNode source;
    private List<Check> checks = List.of();

    Schema(JsonNode source) {
        this.source = source;
    }

    /** A schema may refer to itself, so that it exists before its checks do. */
    void become(List<Check> compiled) {
        checks = List.copyOf(compiled);
    }

    /** The schema as the contract writes it, references and all. */
    public JsonNode source() {
        return source;
    }

    /** Adds what is wrong with the value. */
    public void check(JsonNode value, String place, Findings findings) {
        for (Check check : checks) {
            check.run(value, place, findings);
        }
    }

    /** Whether the value follows the schema. */
    public boolean accepts(JsonNode value) {
        Findings findings = new Findings();
        check(value, "", findings);
        return findings.none();
    }
}
