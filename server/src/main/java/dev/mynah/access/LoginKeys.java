package dev.mynah.access;

import dev.mynah.secret.PurposeKeys;
import dev.mynah.secret.Signer;

/**
 * Everything that is signed around a login, each sort with keys of its own. Immutable.
 *
 * @param access short-lived tokens
 * @param refresh tokens to get further ones with
 * @param csrf proofs that a change was meant by a page of this server
 * @param known marks of browsers and programs that logged in before
 */
public record LoginKeys(AccessTokens access, Signer refresh, Signer csrf, Signer known) {
    public static LoginKeys of(PurposeKeys purposes) {
        return new LoginKeys(
                new AccessTokens(purposes.claim("access.jwt")),
                new Signer(purposes.claim("access.refresh")),
                new Signer(purposes.claim("access.csrf")),
                new Signer(purposes.claim("access.known-client")));
    }
}
