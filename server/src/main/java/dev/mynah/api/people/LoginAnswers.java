package dev.mynah.api.people;

import dev.mynah.access.LoggedIn;
import dev.mynah.access.SessionLimits;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;

/** The answer to whoever has logged in: tokens for programs, cookies for browsers. Immutable. */
final class LoginAnswers {
    private final SessionLimits limits;

    LoginAnswers(SessionLimits limits) {
        this.limits = limits;
    }

    private record LoginView(
            UserView user,
            String accessToken,
            String tokenType,
            long expiresIn,
            String refreshToken,
            String csrfToken) {}

    Answer ok(Call call, LoggedIn login) {
        return withCookies(call, login, Answer.ok(view(login)));
    }

    Answer created(Call call, LoggedIn login) {
        Answer made = new Answer(201, Answer.ok(view(login)).content(), java.util.List.of());
        return withCookies(call, login, made);
    }

    /** The answer with the cookies of the login; a refresh brings none. */
    Answer withCookies(Call call, LoggedIn login, Answer answer) {
        return login.cookie().isEmpty()
                ? answer
                : answer.with("Set-Cookie", Cookies.session(login.cookie(), limits.longest(), call.secure()))
                        .with("Set-Cookie", Cookies.known(login.knownClient(), call.secure()));
    }

    private static LoginView view(LoggedIn login) {
        return new LoginView(
                UserView.of(login.user()),
                login.accessToken(),
                "Bearer",
                login.expiresIn().toSeconds(),
                login.refreshToken(),
                login.csrf());
    }
}
