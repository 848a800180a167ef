package dev.mynah.access;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.secret.PrivateFile;
import dev.mynah.storage.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a new server gets its owner: with a token that only who started it can read, once. Nothing else of the server's set-up is
 * open to strangers, and this is gone as soon as there is an owner. Thread-safe; blocks.
 */
public final class FirstOwner {
    /** The token's file in the data directory. */
    public static final String FILE = "setup-token";

    private static final Logger log = LoggerFactory.getLogger(FirstOwner.class);

    private final Transactions transactions;
    private final SetupStore setup;
    private final UserStore users;
    private final AuditLog audit;
    private final PasswordWork work;
    private final PasswordRules rules;
    private final Tokens tokens;
    private final InstantSource clock;
    private final Path file;

    public FirstOwner(
            Transactions transactions,
            SetupStore setup,
            UserStore users,
            AuditLog audit,
            PasswordWork work,
            PasswordRules rules,
            Tokens tokens,
            InstantSource clock,
            Path data) {
        this.transactions = transactions;
        this.setup = setup;
        this.users = users;
        this.audit = audit;
        this.work = work;
        this.rules = rules;
        this.tokens = tokens;
        this.clock = clock;
        this.file = data.resolve(FILE);
    }

    /**
     * The token to show at the start, also written to its file; the one of an earlier start when nobody used it. Empty when
     * there is an owner.
     */
    public Optional<String> offer() throws IOException {
        if (setup.done()) {
            Files.deleteIfExists(file);
            return Optional.empty();
        }
        String written = Files.exists(file) ? Files.readString(file).strip() : "";
        if (!written.isEmpty() && setup.offered(Tokens.hash(written))) {
            PrivateFile.write(file, written + "\n"); // for its owner only, whatever became of it
            return Optional.of(written);
        }
        String token = tokens.readable();
        transactions.run(() -> setup.offer(Tokens.hash(token)));
        PrivateFile.write(file, token + "\n");
        return Optional.of(token);
    }

    /**
     * The token that waits in a data directory, for the command line; empty when there is an owner or no server ever ran.
     * Needs no running server.
     *
     * @throws IOException also when this user may not read it
     */
    public static Optional<String> waiting(Path data) throws IOException {
        Path file = data.resolve(FILE);
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    /** Whether an owner is still to be made. */
    public boolean needed() {
        return !setup.done();
    }

    /**
     * Makes the owner.
     *
     * @throws RefusedException NOT_FOUND once there is an owner, FORBIDDEN for another token
     */
    public User create(String token, String name, String password, String address) {
        refuseWhenDone(!setup.done());
        String hash = Tokens.hash(token.strip());
        if (!setup.offered(hash)) {
            throw new RefusedException(
                    ErrorCode.FORBIDDEN, Reason.SETUP_TOKEN_WRONG, Map.of("field", "token", "file", FILE));
        }
        Username username = Username.of(name);
        rules.check(username, password);
        User owner = User.fresh(tokens.id("u_"), username, Role.OWNER, work.hash(password), clock.instant());
        transactions.run(() -> {
            refuseWhenDone(setup.finish());
            users.add(owner);
            audit.record(
                    Logins.actor(owner, address),
                    AuditAction.OWNER_CREATED,
                    new AuditSubject(owner.id(), username.shown()),
                    Map.of("username", username.shown()));
        });
        removeFile();
        return owner;
    }

    private void removeFile() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} could not be removed; the token in it is worth nothing any more", file, e);
        }
    }

    private static void refuseWhenDone(boolean needed) {
        if (!needed) {
            throw new RefusedException(ErrorCode.NOT_FOUND, "This server has an owner already.");
        }
    }
}
