package dev.mynah.access.oidc;

/** Somebody could not be let in by way of the provider. The message is for the log and holds no secret. */
final class OidcException extends Exception {
    private static final long serialVersionUID = 1L;

    private final OidcProblem problem;

    OidcException(OidcProblem problem, String message) {
        super(message);
        this.problem = problem;
    }

    OidcProblem problem() {
        return problem;
    }
}
