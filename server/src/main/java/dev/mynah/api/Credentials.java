package dev.mynah.api;

import java.util.Map;
import java.util.Optional;

/**
 * What a request brought to prove who sent it. Immutable; never logged.
 *
 * @param apiKey of {@code X-API-Key}
 * @param bearer of {@code Authorization: Bearer}
 * @param cookies by name
 * @param address of the client
 */
public record Credentials(
        Optional<String> apiKey, Optional<String> bearer, Map<String, String> cookies, String address) {
    public Credentials {
        cookies = Map.copyOf(cookies);
    }

    @Override
    public String toString() {
        return "Credentials[of " + address + "]";
    }
}
