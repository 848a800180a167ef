package dev.mynah.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The whole contract. Immutable and thread-safe.
 *
 * @param document the contract as a tree, for those who want to read it
 * @param base path before every operation's, such as {@code /api/v1}
 * @param operations in the order of the document
 */
public record Contract(JsonNode document, String base, List<OperationContract> operations) {
    /** The largest body of an operation that does not say otherwise. */
    public static final int BODY_BYTES = 1024 * 1024;

    public Contract {
        operations = List.copyOf(operations);
    }

    /** Reading takes a while, and many need it. */
    private static final class OfServer {
        private static final Contract READ = readResource();
    }

    /** The contract of this server; the first call takes some hundred milliseconds. */
    public static Contract ofServer() {
        return OfServer.READ;
    }

    private static Contract readResource() {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new ContractException("the file", "is missing");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ContractException when it is wrong, or says something the server would not check */
    public static Contract read(InputStream yaml) {
        return new ContractReader(YamlTree.read(yaml)).read();
    }

    /** @throws IllegalArgumentException when there is none of this id */
    public OperationContract operation(String id) {
        return operations.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation " + id));
    }
}
