package dev.mynah.access.oidc;

import java.util.Locale;

/** Why somebody could not be let in by way of the provider, as far as they are told. */
public enum OidcProblem {
    /** They, or the provider, said no. */
    DENIED,
    /** The provider does not answer. */
    UNAVAILABLE,
    /** What came back does not belong to a login begun in this browser lately. */
    STALE,
    /** What the provider said does not hold. */
    INVALID,
    /** They are who they say, and may not come in here. */
    NOT_ALLOWED,
    /** The person logged in over there is connected with another account here. */
    TAKEN;

    /** As the dashboard's address carries it. */
    public String label() {
        return "oidc-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
