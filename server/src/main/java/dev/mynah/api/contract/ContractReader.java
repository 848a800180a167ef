package dev.mynah.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an OpenAPI 3.1 document. Confined to one thread. */
final class ContractReader {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;
    private final Schemas schemas;
    private final Set<String> ids = new HashSet<>();

    ContractReader(JsonNode document) {
        this.document = document;
        this.schemas = new Schemas(document);
    }

    Contract read() {
        if (!document.path("openapi").asText().startsWith("3.1.")) {
            throw new ContractException("openapi", "is not 3.1");
        }
        String base = URI.create(document.at("/servers/0/url").asText("/")).getPath();
        List<OperationContract> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> {
            JsonNode common = path.getValue().path("parameters");
            path.getValue().properties().forEach(member -> {
                if (METHODS.contains(member.getKey())) {
                    operations.add(operation(path.getKey(), member.getKey(), member.getValue(), common));
                }
            });
        });
        return new Contract(document, base, operations);
    }

    private OperationContract operation(String path, String method, JsonNode source, JsonNode common) {
        String where = path + "/" + method;
        String id = source.path("operationId").asText();
        if (id.isEmpty() || !ids.add(id)) {
            throw new ContractException(where, "needs an operationId of its own");
        }
        List<ParameterContract> parameters = new ArrayList<>();
        common.forEach(each -> parameters.add(parameter(each, where)));
        source.path("parameters").forEach(each -> parameters.add(parameter(each, where)));
        return new OperationContract(
                id,
                method.toUpperCase(Locale.ROOT),
                path,
                Access.labelled(source.path("x-permission").asText(), where),
                parameters,
                source.path("x-open-query").asBoolean(false),
                login(source.path("x-limit"), where),
                body(source.path("requestBody"), where),
                answers(source.path("responses"), where),
                source);
    }

    private static boolean login(JsonNode limit, String where) {
        if (!limit.isMissingNode() && !limit.asText().equals("login")) {
            throw new ContractException(where, "has no such x-limit: " + limit);
        }
        return !limit.isMissingNode();
    }

    private ParameterContract parameter(JsonNode written, String where) {
        JsonNode source = resolve(written, where);
        String name = source.path("name").asText();
        String inside = where + "/parameters/" + name;
        JsonNode schema = resolve(source.path("schema"), inside);
        boolean list = schema.path("type").asText().equals("array");
        JsonNode value = list ? resolve(schema.path("items"), inside) : schema;
        return new ParameterContract(
                name,
                in(source.path("in").asText(), inside),
                source.path("required").asBoolean(false),
                list,
                value.path("type").asText("string"),
                schemas.compile(source.path("schema"), inside),
                schema.get("default"));
    }

    private static ParameterContract.In in(String in, String where) {
        return switch (in) {
            case "path" -> ParameterContract.In.PATH;
            case "query" -> ParameterContract.In.QUERY;
            case "header" -> ParameterContract.In.HEADER;
            default -> throw new ContractException(where, "is in '" + in + "', which the server does not read");
        };
    }

    private @Nullable BodyContract body(JsonNode written, String where) {
        if (written.isMissingNode()) {
            return null;
        }
        JsonNode source = resolve(written, where);
        Map<String, Schema> types = new HashMap<>();
        source.path("content")
                .properties()
                .forEach(type -> types.put(
                        type.getKey(),
                        schemas.compile(type.getValue().path("schema"), where + "/requestBody/" + type.getKey())));
        return new BodyContract(
                source.path("required").asBoolean(false),
                types,
                source.path("x-max-bytes").asInt(Contract.BODY_BYTES));
    }

    private Map<Integer, Optional<Schema>> answers(JsonNode responses, String where) {
        Map<Integer, Optional<Schema>> answers = new HashMap<>();
        responses.properties().forEach(response -> {
            JsonNode source = resolve(response.getValue(), where);
            JsonNode json = source.path("content").path(BodyContract.JSON).path("schema");
            String inside = where + "/responses/" + response.getKey();
            answers.put(
                    response.getKey().equals("default") ? 0 : Integer.parseInt(response.getKey()),
                    json.isMissingNode() ? Optional.empty() : Optional.of(schemas.compile(json, inside)));
        });
        return answers;
    }

    private JsonNode resolve(JsonNode source, String where) {
        if (!source.has("$ref")) {
            return source;
        }
        JsonNode target = document.at(source.path("$ref").asText().substring(1));
        if (target.isMissingNode()) {
            throw new ContractException(where, "refers to " + source.path("$ref") + ", which does not exist");
        }
        return resolve(target, where);
    }
}
