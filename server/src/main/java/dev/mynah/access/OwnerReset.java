package dev.mynah.access;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.secret.PrivateFile;
import dev.mynah.storage.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way back in for an owner who lost the password: whoever may write to the data directory makes a token that is good
 * once, for an hour. It goes by a file that holds its hash, so it works alike whether the server runs or not, and whatever
 * database it uses. Thread-safe; blocks.
 */
public final class OwnerReset {
    /** The file in the data directory: when the token ends, and its hash. */
    static final String FILE = "owner-reset";

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Transactions transactions;
    private final UserStore users;
    private final SessionStore sessions;
    private final AuditLog audit;
    private final PasswordWork work;
    private final PasswordRules rules;
    private final InstantSource clock;
    private final Path file;

    public OwnerReset(
            Transactions transactions,
            UserStore users,
            SessionStore sessions,
            AuditLog audit,
            PasswordWork work,
            PasswordRules rules,
            InstantSource clock,
            Path data) {
        this.transactions = transactions;
        this.users = users;
        this.sessions = sessions;
        this.audit = audit;
        this.work = work;
        this.rules = rules;
        this.clock = clock;
        this.file = data.resolve(FILE);
    }

    private record Pending(Instant end, String hash) {}

    /** Makes a token, in place of one made before. For the command line; needs no running server. */
    public static String offer(Path data, Tokens tokens, Instant now) throws IOException {
        String token = tokens.readable();
        PrivateFile.write(data.resolve(FILE), now.plus(LIFETIME) + " " + Tokens.hash(token) + "\n");
        return token;
    }

    /** Whether a token waits to be used. */
    public boolean pending() {
        return read().isPresent();
    }

    /**
     * Sets the password of an owner, lets a disabled one in again, and ends all of their logins.
     *
     * @throws RefusedException NOT_FOUND when no token waits, FORBIDDEN for another one, CONFLICT when the name is no owner's
     */
    public User reset(String token, String name, String password, String address) {
        Pending pending =
                read().orElseThrow(() -> new RefusedException(ErrorCode.NOT_FOUND, "There is nothing to be reset."));
        if (!Tokens.matches(token.strip(), pending.hash())) {
            throw new RefusedException(ErrorCode.FORBIDDEN, Reason.RESET_TOKEN_WRONG, Map.of("field", "token"));
        }
        User owner = owner(name);
        rules.check(owner.name(), password);
        PasswordHash hash = work.hash(password);
        take();
        transactions.run(() -> {
            User present = users.find(owner.id()).orElse(owner);
            if (!users.replace(present.withPassword(hash).withDisabled(false))) {
                throw new RefusedException(ErrorCode.CONFLICT, "The owner was changed meanwhile; make another token.");
            }
            sessions.removeOf(owner.id(), null);
            audit.record(
                    new Actor(Actor.Kind.SYSTEM, "", "reset-owner", address),
                    AuditAction.OWNER_RESET,
                    new AuditSubject(owner.id(), owner.name().shown()),
                    Map.of("username", owner.name().shown()));
        });
        return owner;
    }

    private User owner(String name) {
        return users.named(Username.key(name))
                .filter(user -> user.role() == Role.OWNER)
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.CONFLICT, Reason.NO_OWNER_OF_THAT_NAME, Map.of("owners", owners())));
    }

    /** Only who has the token is told. */
    private List<String> owners() {
        return users.page(null, "", 1000).stream()
                .filter(user -> user.role() == Role.OWNER)
                .map(user -> user.name().shown())
                .toList();
    }

    /** Of two that use the token at the same time, one finds its file gone. */
    private void take() {
        try {
            Files.delete(file);
        } catch (IOException gone) {
            throw new RefusedException(ErrorCode.NOT_FOUND, "There is nothing to be reset.");
        }
    }

    private Optional<Pending> read() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String[] parts = Files.readString(file).strip().split(" ");
            Instant end = Instant.parse(parts[0]);
            Instant now = clock.instant();
            // A file that claims to be good for longer was not made by us.
            boolean good = parts.length == 2 && now.isBefore(end) && !end.isAfter(now.plus(LIFETIME.multipliedBy(2)));
            return good ? Optional.of(new Pending(end, parts[1])) : Optional.empty();
        } catch (DateTimeParseException notOurs) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
