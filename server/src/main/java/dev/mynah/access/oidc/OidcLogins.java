package dev.mynah.access.oidc;

import dev.mynah.access.Actor;
import dev.mynah.access.AuditAction;
import dev.mynah.access.AuditLog;
import dev.mynah.access.AuditSubject;
import dev.mynah.access.ForeignIdentity;
import dev.mynah.access.IdentityStore;
import dev.mynah.access.LoggedIn;
import dev.mynah.access.Logins;
import dev.mynah.access.Principal;
import dev.mynah.access.Role;
import dev.mynah.access.Tokens;
import dev.mynah.access.User;
import dev.mynah.access.Username;
import dev.mynah.access.Users;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.secret.SecretSealer;
import dev.mynah.storage.Transactions;
import dev.mynah.support.Scheduler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logging in with an OpenID Connect provider. People are told apart by issuer and subject alone: a name or an e-mail address
 * that somebody has at the provider never opens the account that has the same one here. An existing account is connected by
 * its user, logged in. Thread-safe; blocks.
 */
public final class OidcLogins implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OidcLogins.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long somebody may take at the provider. */
    public static final Duration LONGEST_VISIT = Duration.ofMinutes(10);

    private final ProviderSettings settings;
    private final BoundedSender sender;
    private final Provider provider;
    private final Services services;
    private final SecretSealer sealer;

    /** What it needs of the rest. */
    public record Services(
            Transactions transactions,
            Users users,
            IdentityStore identities,
            Logins logins,
            AuditLog audit,
            Tokens tokens,
            InstantSource clock) {}

    /** @param sealer of the purpose {@code access.oidc-flow} */
    public OidcLogins(ProviderSettings settings, Services services, SecretSealer sealer, Scheduler time) {
        this.settings = settings;
        this.services = services;
        this.sealer = sealer;
        this.sender = new BoundedSender(PATIENCE);
        this.provider =
                new Provider(settings, new Discovery(settings.issuer(), settings.clientId(), sender, time), sender);
    }

    /** Where to send a browser, and what it is to keep meanwhile. Immutable. */
    public record Begun(URI address, String cookie) {
        @Override
        public String toString() {
            return "Begun";
        }
    }

    /** What the login page calls the provider. */
    public String label() {
        return settings.label();
    }

    /**
     * Begins a visit to log in.
     *
     * @param returnTo page of the dashboard to come back to
     * @param redirect where the provider is to send the browser back to
     * @throws RefusedException UNAVAILABLE when the provider does not answer
     */
    public Begun begin(String returnTo, URI redirect) {
        return begin(returnTo, "", redirect);
    }

    /** Begins a visit to connect the account of somebody who is logged in. */
    public Begun beginLink(Principal self, String returnTo, URI redirect) {
        return begin(returnTo, self.id(), redirect);
    }

    /** Ends a visit. What went wrong is in the log; the person is told what sort of thing it was. */
    public OidcOutcome finish(OidcAnswer answer, String address, String agent) {
        try {
            return finished(answer, address, agent);
        } catch (OidcException refused) {
            log.warn("A login with {} failed: {}", settings.issuer(), refused.getMessage());
            return new OidcOutcome.Refused(refused.problem());
        }
    }

    /** Whether the user can log in by way of the provider. */
    public boolean linked(String userId) {
        return services.identities().of(userId).stream()
                .anyMatch(identity -> identity.issuer().equals(settings.issuer().toString()));
    }

    /** Disconnects an account. */
    public void unlink(Principal self, String address) {
        services.transactions().run(() -> {
            List<ForeignIdentity> own = services.identities().of(self.id()).stream()
                    .filter(identity ->
                            identity.issuer().equals(settings.issuer().toString()))
                    .toList();
            if (own.isEmpty()) {
                throw new RefusedException(ErrorCode.NOT_FOUND, "Your account is not connected.");
            }
            if (services.users().user(self.id()).password() == null) {
                throw new RefusedException(ErrorCode.CONFLICT, Reason.LAST_WAY_IN);
            }
            own.forEach(identity -> services.identities().remove(identity, self.id()));
            services.audit()
                    .record(
                            self.actor(address),
                            AuditAction.USER_IDENTITY_REMOVED,
                            new AuditSubject(self.id(), self.name()),
                            Map.of());
        });
    }

    @Override
    public void close() {
        sender.close();
    }

    private Begun begin(String returnTo, String linkTo, URI redirect) {
        Flow flow = Flow.begin(
                services.tokens(), returnTo, linkTo, services.clock().instant().plus(LONGEST_VISIT));
        try {
            return new Begun(provider.authorization(flow, redirect), flow.sealed(sealer));
        } catch (OidcException away) {
            log.warn("Nobody can log in with {}: {}", settings.issuer(), away.getMessage());
            throw new RefusedException(
                    ErrorCode.UNAVAILABLE, Reason.LOGIN_PROVIDER_AWAY, Map.of("name", settings.label()));
        }
    }

    private OidcOutcome finished(OidcAnswer answer, String address, String agent) throws OidcException {
        Flow flow = flow(answer);
        String issuer = answer.issuer();
        if (issuer != null && !issuer.equals(settings.issuer().toString())) {
            throw new OidcException(OidcProblem.INVALID, "the answer is of another provider");
        }
        if (answer.error() != null || answer.code() == null) {
            throw new OidcException(OidcProblem.DENIED, "the provider said no");
        }
        ForeignPerson person = provider.person(answer.code(), flow, answer.redirect());
        if (!flow.linkTo().isEmpty()) {
            link(person, flow.linkTo(), address);
            return new OidcOutcome.Linked(flow.returnTo());
        }
        User user = user(person, address);
        LoggedIn login = services.logins().begin(user, address, agent, "oidc");
        return new OidcOutcome.Welcome(login, flow.returnTo());
    }

    private Flow flow(OidcAnswer answer) throws OidcException {
        String cookie = answer.cookie();
        String state = answer.state();
        Optional<Flow> flow = cookie == null
                ? Optional.empty()
                : Flow.open(cookie, sealer, services.clock().instant());
        return flow.filter(begun -> state != null && same(begun.state(), state))
                .orElseThrow(() ->
                        new OidcException(OidcProblem.STALE, "it was not begun in this browser, or too long ago"));
    }

    private User user(ForeignPerson person, String address) throws OidcException {
        Role role = person.role(settings)
                .orElseThrow(() -> new OidcException(OidcProblem.NOT_ALLOWED, "no role is for them here"));
        User user = services.transactions().change(() -> services.identities()
                .userOf(person.identity())
                .map(id -> known(id, role, address))
                .orElseGet(() -> create(person, role, address)));
        if (user.disabled()) {
            throw new OidcException(OidcProblem.NOT_ALLOWED, "their account is disabled");
        }
        return user;
    }

    private User known(String id, Role role, String address) {
        User user = services.users().user(id);
        return settings.roleClaim() == null || user.disabled()
                ? user
                : services.users().foreignRole(provider(address), user, role);
    }

    private User create(ForeignPerson person, Role role, String address) {
        Username name = free(person.name(settings));
        User user = services.users()
                .createForeign(
                        provider(address),
                        name,
                        role,
                        Map.of("issuer", person.identity().issuer()));
        services.identities().add(person.identity(), user.id(), services.clock().instant());
        return user;
    }

    /** The name, or with a number behind it when somebody has it. */
    private Username free(Username wanted) {
        Username name = wanted;
        for (int number = 2; services.users().taken(name); number++) {
            name = Username.of(wanted.shown() + "-" + number);
        }
        return name;
    }

    private void link(ForeignPerson person, String userId, String address) throws OidcException {
        boolean linked = services.transactions().change(() -> {
            Optional<String> before = services.identities().userOf(person.identity());
            if (before.isEmpty()) {
                User user = services.users().user(userId);
                services.identities()
                        .add(person.identity(), userId, services.clock().instant());
                services.audit()
                        .record(
                                new Actor(Actor.Kind.USER, userId, user.name().shown(), address),
                                AuditAction.USER_IDENTITY_ADDED,
                                new AuditSubject(userId, user.name().shown()),
                                Map.of("issuer", person.identity().issuer()));
            }
            return before.isEmpty() || before.get().equals(userId);
        });
        if (!linked) {
            throw new OidcException(OidcProblem.TAKEN, "they are connected with another account");
        }
    }

    private Actor provider(String address) {
        return new Actor(Actor.Kind.SYSTEM, "", settings.label(), address);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
