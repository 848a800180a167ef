package dev.mynah.access.oidc;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a browser brings back from the provider. Immutable; its text shows no secret.
 *
 * @param cookie what the browser kept meanwhile
 * @param error the provider's, when it says no
 * @param issuer who the provider says it is (RFC 9207)
 * @param redirect the address it was sent back to
 */
public record OidcAnswer(
        @Nullable String cookie,
        @Nullable String state,
        @Nullable String code,
        @Nullable String error,
        @Nullable String issuer,
        URI redirect) {
    @Override
    public String toString() {
        return "OidcAnswer[" + redirect + "]";
    }
}
