package dev.mynah.api.people;

import dev.mynah.access.Authenticator;
import dev.mynah.access.LoginSession;
import dev.mynah.access.Logins;
import dev.mynah.access.Proven;
import dev.mynah.api.Authentication;
import dev.mynah.api.Caller;
import dev.mynah.api.Credentials;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import java.util.Optional;

/** Knows people by their logins and programs by their keys. Thread-safe; blocks. */
public final class PeopleAuthentication implements Authentication {
    private final Authenticator authenticator;
    private final Logins logins;

    public PeopleAuthentication(Authenticator authenticator, Logins logins) {
        this.authenticator = authenticator;
        this.logins = logins;
    }

    @Override
    public Optional<Caller> caller(Credentials credentials) {
        return proven(credentials).map(this::caller);
    }

    /** Who it is, with the login it was proved by. */
    Optional<Proven> proven(Credentials credentials) {
        Optional<String> cookie = Optional.ofNullable(credentials.cookies().get(Cookies.SESSION));
        if (credentials.apiKey().isPresent()) {
            return Optional.of(authenticator.key(credentials.apiKey().get()).orElseThrow(PeopleAuthentication::wrong));
        }
        if (credentials.bearer().isPresent()) {
            return Optional.of(
                    authenticator.bearer(credentials.bearer().get()).orElseThrow(PeopleAuthentication::wrong));
        }
        return cookie.map(value -> authenticator.cookie(value).orElseThrow(PeopleAuthentication::wrong));
    }

    private Caller caller(Proven proven) {
        LoginSession session = proven.session();
        return new Caller(proven.principal(), proven.cookie() && session != null ? logins.csrf(session) : null);
    }

    private static RefusedException wrong() {
        return new RefusedException(
                ErrorCode.UNAUTHENTICATED, "This login or key is wrong, has ended or was withdrawn.");
    }
}
