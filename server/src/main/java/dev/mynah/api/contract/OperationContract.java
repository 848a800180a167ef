package dev.mynah.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One operation as the contract promises it. Immutable.
 *
 * @param id its {@code operationId}
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param path with {@code {name}} for parameters, without the base address
 * @param access who may call it
 * @param parameters of path, query and headers
 * @param openQuery whether unknown parameters of the query are ignored ({@code x-open-query}), for callers who follow another
 *     standard
 * @param login whether it tries passwords, tokens or codes, and may be called only so often ({@code x-limit: login})
 * @param body null when it takes none
 * @param answers by status, 0 for all that are not named; the schema of the JSON body, or empty when it is no JSON
 * @param source as the contract writes it
 */
public record OperationContract(
        String id,
        String method,
        String path,
        Access access,
        List<ParameterContract> parameters,
        boolean openQuery,
        boolean login,
        @Nullable BodyContract body,
        Map<Integer, Optional<Schema>> answers,
        JsonNode source) {
    public OperationContract {
        parameters = List.copyOf(parameters);
        answers = Map.copyOf(answers);
    }

    /** Whether it changes something, so that a cookie alone is not enough to call it. */
    public boolean changes() {
        return !method.equals("GET");
    }

    /** The parameter of this name (headers in any case), if the operation has it. */
    public Optional<ParameterContract> parameter(ParameterContract.In in, String name) {
        return parameters.stream()
                .filter(each -> each.in() == in)
                .filter(each -> in == ParameterContract.In.HEADER
                        ? each.name().equalsIgnoreCase(name)
                        : each.name().equals(name))
                .findFirst();
    }
}
