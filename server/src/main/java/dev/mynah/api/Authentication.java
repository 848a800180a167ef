package dev.mynah.api;

import java.util.Optional;

/** Finds out who sent a request. Thread-safe; called on virtual threads and may block. */
@FunctionalInterface
public interface Authentication {
    /**
     * Who it is, or nothing when the request shows nothing. When it shows several, an API key counts before a bearer token
     * and that before a cookie.
     *
     * @throws dev.mynah.error.RefusedException {@code UNAUTHENTICATED} when what it shows is wrong, expired or withdrawn
     */
    Optional<Caller> caller(Credentials credentials);
}
