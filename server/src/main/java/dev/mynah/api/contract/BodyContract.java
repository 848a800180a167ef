package dev.mynah.api.contract;

import java.util.Map;

/**
 * The body of a request.
 *
 * @param required whether the request is refused without one
 * @param types schemas by media type
 * @param maxBytes largest body ({@code x-max-bytes} of the request body)
 */
public record BodyContract(boolean required, Map<String, Schema> types, int maxBytes) {
    public static final String JSON = "application/json";
    /** Forms with files, which operations read as they come. */
    public static final String MULTIPART = "multipart/form-data";

    public BodyContract {
        types = Map.copyOf(types);
    }

    /** Whether the body is not held in memory but read as it comes. */
    public boolean arriving() {
        return types.containsKey(MULTIPART);
    }
}
