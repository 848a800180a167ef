package dev.mynah.api;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import java.util.List;
import java.util.Optional;

/** Finds the credentials in a request. Stateless. */
final class RequestCredentials {
    private static final String SCHEME = "bearer ";

    private RequestCredentials() {}

    /** @throws RefusedException when a header is there twice, or is of another scheme: which one counts must be no guess */
    static Credentials of(Received received) {
        return new Credentials(
                only(received, "X-API-Key"),
                only(received, "Authorization").map(RequestCredentials::bearer),
                received.cookies(),
                received.address());
    }

    private static Optional<String> only(Received received, String header) {
        List<String> all = received.all(header);
        if (all.size() > 1) {
            throw Refusals.invalid("header." + header, "is there twice");
        }
        return all.stream().findFirst().map(String::strip);
    }

    private static String bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new RefusedException(ErrorCode.UNAUTHENTICATED, "Authorization must be a bearer token.");
        }
        return authorization.substring(SCHEME.length()).strip();
    }
}
