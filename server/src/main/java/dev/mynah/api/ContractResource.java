package dev.mynah.api;

import dev.mynah.api.contract.Contract;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The contract for programs and for people who are logged in. Others can read it in the source: it holds nothing of this
 * server, but nothing of a server that is not needed to enter it is open. Thread-safe.
 */
public final class ContractResource implements Resource {
    private final Contract contract;

    public ContractResource(Contract contract) {
        this.contract = contract;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "readContract",
                call -> Answer.raw("application/vnd.oai.openapi+json; version=3.1", Json.bytes(contract.document())),
                "readDocs",
                call -> page());
    }

    private Answer page() {
        ContractPage page = new ContractPage(contract);
        return Answer.raw("text/html; charset=utf-8", page.html().getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", ContractPage.STYLE.policy());
    }
}
