package dev.mynah.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of an operation.
 *
 * @param name as it is sent
 * @param in where it is sent
 * @param required whether the request is refused without it
 * @param list whether it holds several values, separated by commas
 * @param type of the value, or of each value of a list: {@code string}, {@code integer}, {@code number}, {@code boolean}
 * @param schema what the value must follow
 * @param fallback the value when it is not sent; null for none
 */
public record ParameterContract(
        String name,
        In in,
        boolean required,
        boolean list,
        String type,
        Schema schema,
        @Nullable JsonNode fallback) {
    /** Where a parameter is sent. */
    public enum In {
        PATH,
        QUERY,
        HEADER
    }

    /** How a violation names it. */
    public String place() {
        return switch (in) {
            case PATH -> "path." + name;
            case QUERY -> "query." + name;
            case HEADER -> "header." + name;
        };
    }
}
