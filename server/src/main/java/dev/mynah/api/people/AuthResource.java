package dev.mynah.api.people;

import dev.mynah.access.Actor;
import dev.mynah.access.LoggedIn;
import dev.mynah.access.LoginAttempt;
import dev.mynah.access.LoginSession;
import dev.mynah.access.Logins;
import dev.mynah.access.Permission;
import dev.mynah.access.Principal;
import dev.mynah.access.Proven;
import dev.mynah.access.Users;
import dev.mynah.access.oidc.OidcLogins;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Page;
import dev.mynah.api.Refusals;
import dev.mynah.api.Resource;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Logging in and out, and what people do with their own account. Thread-safe. */
public final class AuthResource implements Resource {
    private final Logins logins;
    private final Users users;
    private final PeopleAuthentication authentication;
    private final LoginAnswers answers;
    private final @Nullable OidcLogins oidc;

    AuthResource(
            Logins logins,
            Users users,
            PeopleAuthentication authentication,
            LoginAnswers answers,
            @Nullable OidcLogins oidc) {
        this.logins = logins;
        this.users = users;
        this.authentication = authentication;
        this.answers = answers;
        this.oidc = oidc;
    }

    private record Password(String username, String password) {}

    private record Refresh(String refreshToken) {}

    private record PasswordChange(String currentPassword, String newPassword) {}

    private record CsrfView(String csrfToken) {}

    private record MeView(
            String kind,
            String id,
            String name,
            UserView user,
            List<String> permissions,
            boolean ownOnly,
            boolean oidcLinked,
            @Nullable String csrfToken) {}

    private record SessionView(
            String id, Instant createdAt, Instant lastUsedAt, String address, String agent, boolean current) {}

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "login", this::login,
                "refreshLogin", this::refresh,
                "logout", this::logout,
                "readMe", this::me,
                "readCsrfToken", this::csrf,
                "changePassword", this::changePassword,
                "listSessions", this::sessions,
                "endSessions", this::endSessions,
                "endSession", this::endSession);
    }

    private Answer login(Call call) {
        Password sent = call.body(Password.class);
        LoggedIn login = logins.login(new LoginAttempt(
                sent.username(),
                sent.password(),
                call.address(),
                SetupResource.agent(call),
                call.cookie(Cookies.KNOWN).orElse(null)));
        return answers.ok(call, login);
    }

    private Answer refresh(Call call) {
        return answers.ok(call, logins.refresh(call.body(Refresh.class).refreshToken(), call.address()));
    }

    private Answer logout(Call call) {
        LoginSession session = proven(call).session();
        if (session == null) {
            throw new RefusedException(ErrorCode.CONFLICT, "A key does not log out; withdraw it at /api-keys.");
        }
        logins.logout(call.principal(), call.address(), session.id());
        return Answer.none().with("Set-Cookie", Cookies.sessionGone(call.secure()));
    }

    private Answer me(Call call) {
        Principal self = Self.person(call);
        return Answer.ok(new MeView(
                self.kind().name().toLowerCase(Locale.ROOT),
                self.id(),
                self.name(),
                UserView.of(users.user(self.owner())),
                self.permissions().stream().map(Permission::label).sorted().toList(),
                self.ownOnly(),
                oidc != null && oidc.linked(self.owner()),
                csrfToken(call).orElse(null)));
    }

    private Answer csrf(Call call) {
        return Answer.ok(new CsrfView(csrfToken(call)
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.CONFLICT, "Only who came with the cookie has a CSRF token, and needs one."))));
    }

    private Answer changePassword(Call call) {
        PasswordChange change = call.body(PasswordChange.class);
        LoginSession session = proven(call).session();
        users.changeOwnPassword(
                call.principal(),
                call.address(),
                session == null ? null : session.id(),
                change.currentPassword(),
                change.newPassword());
        return Answer.none();
    }

    private Answer sessions(Call call) {
        LoginSession current = proven(call).session();
        String currentId = current == null ? "" : current.id();
        List<SessionView> all = logins.of(Self.person(call).owner()).stream()
                .map(session -> view(session, currentId))
                .toList();
        return Answer.page(new Page<>(all, null));
    }

    private Answer endSessions(Call call) {
        logins.endAll(Self.user(call), call.address(), Self.user(call).id());
        return Answer.none().with("Set-Cookie", Cookies.sessionGone(call.secure()));
    }

    private Answer endSession(Call call) {
        String id = call.path("session_id");
        boolean own = logins.of(Self.user(call).id()).stream()
                .anyMatch(session -> session.id().equals(id));
        if (!own) {
            throw Refusals.notFound("login");
        }
        logins.logout(call.principal(), call.address(), id);
        return Answer.none();
    }

    private Proven proven(Call call) {
        return authentication
                .proven(call.credentials())
                .orElseThrow(() -> new RefusedException(ErrorCode.UNAUTHENTICATED, "This needs you to log in."));
    }

    private Optional<String> csrfToken(Call call) {
        Proven proven = proven(call);
        LoginSession session = proven.session();
        return proven.cookie() && session != null ? Optional.of(logins.csrf(session)) : Optional.empty();
    }

    private static SessionView view(LoginSession session, String currentId) {
        return new SessionView(
                session.id(),
                session.createdAt(),
                session.usedAt(),
                session.address(),
                session.agent(),
                session.id().equals(currentId));
    }

    /** Who may be meant by "I". */
    static final class Self {
        private Self() {}

        /** A user, or a key of theirs. */
        static Principal person(Call call) {
            Principal principal = call.principal();
            if (principal.owner().isEmpty()) {
                throw new RefusedException(ErrorCode.FORBIDDEN, "This credential is for binding devices only.");
            }
            return principal;
        }

        /** A user who logged in, no key. */
        static Principal user(Call call) {
            if (call.principal().kind() != Actor.Kind.USER) {
                throw new RefusedException(ErrorCode.FORBIDDEN, "This is for people who logged in, not for keys.");
            }
            return call.principal();
        }
    }
}
