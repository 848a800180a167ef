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

    public BodyContract {
        types = Map.copyOf(types);
    }
}
