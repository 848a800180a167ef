package dev.mynah.access.oidc;

import dev.mynah.access.LoggedIn;

/** What came of a visit to the provider. */
public sealed interface OidcOutcome {
    /** Somebody is logged in. */
    record Welcome(LoggedIn login, String returnTo) implements OidcOutcome {}

    /** An account is connected. */
    record Linked(String returnTo) implements OidcOutcome {}

    /** Nobody is. */
    record Refused(OidcProblem problem) implements OidcOutcome {}
}
