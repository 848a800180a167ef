package dev.mynah.access;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.storage.Transactions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keys for programs: shown once when they are made, stored as a hash, never more powerful than their maker. Thread-safe. */
public final class ApiKeys {
    /** What every key begins with, so that people and scanners of published code know one when they see it. */
    public static final String PREFIX = "mynah_";

    private static final int PER_USER = 100;
    private static final int LONGEST_NAME = 100;

    private final Transactions transactions;
    private final ApiKeyStore keys;
    private final UserStore users;
    private final AuditLog audit;
    private final Tokens tokens;
    private final InstantSource clock;
    private final LastUsed lastUsed = new LastUsed();

    public ApiKeys(
            Transactions transactions,
            ApiKeyStore keys,
            UserStore users,
            AuditLog audit,
            Tokens tokens,
            InstantSource clock) {
        this.transactions = transactions;
        this.keys = keys;
        this.users = users;
        this.audit = audit;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A key that was just made; its text is not kept anywhere. Immutable. */
    public record Made(ApiKey key, String text) {
        @Override
        public String toString() {
            return "Made[" + key.id() + "]";
        }
    }

    /**
     * Makes a key that belongs to the user who acts, or whose key acts.
     *
     * @param expiresAt null for never
     * @throws RefusedException for scopes the maker does not have, a time that has passed, or too many keys
     */
    public Made create(Principal by, String address, String name, Set<Permission> scopes, @Nullable Instant expiresAt) {
        check(by, name, scopes, expiresAt);
        String id = tokens.id("k_");
        String text = PREFIX + id.substring(2) + "_" + tokens.secret();
        String prefix = text.substring(0, PREFIX.length() + 8);
        ApiKey key = new ApiKey(
                id, by.owner(), name.strip(), prefix, Tokens.hash(text), scopes, clock.instant(), expiresAt, null);
        transactions.run(() -> {
            if (keys.countOf(by.owner()) >= PER_USER) {
                throw new RefusedException(ErrorCode.LIMIT_REACHED, Reason.KEYS_FULL, Map.of("limit", PER_USER));
            }
            keys.add(key);
            audit.record(by.actor(address), AuditAction.API_KEY_CREATED, new AuditSubject(id, key.name()), told(key));
        });
        return new Made(key, text);
    }

    /** See {@link ApiKeyStore#page}. */
    public List<ApiKey> page(@Nullable String userId, @Nullable String after, int most) {
        return keys.page(userId, after, most);
    }

    /** Revokes a key, at once. Who manages people revokes everybody's, but only owners those of owners. */
    public void revoke(Principal by, String address, String id) {
        transactions.run(() -> {
            ApiKey key = keys.find(id)
                    .filter(known -> known.userId().equals(by.owner()) || by.may(Permission.PEOPLE_MANAGE))
                    .orElseThrow(() -> new RefusedException(ErrorCode.NOT_FOUND, "There is no such API key."));
            if (!key.userId().equals(by.owner()) && owner(key.userId()) && !owner(by.owner())) {
                throw new RefusedException(ErrorCode.FORBIDDEN, Reason.OWNERS_KEYS);
            }
            keys.remove(id);
            audit.record(by.actor(address), AuditAction.API_KEY_REVOKED, new AuditSubject(id, key.name()), told(key));
        });
    }

    /** The key with this text, while it is good. */
    Optional<ApiKey> ofText(String text) {
        if (!text.matches(PREFIX + "[0-9a-f]{24}_[A-Za-z0-9_-]{43}")) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String id = "k_" + text.substring(PREFIX.length(), PREFIX.length() + 24);
        Optional<ApiKey> found = keys.find(id).filter(key -> Tokens.matches(text, key.hash()) && !key.expired(now));
        found.ifPresent(key -> lastUsed.note(key.id(), now));
        return found;
    }

    /** Writes when keys were last used. */
    public void writeLastUsed() {
        if (!lastUsed.isEmpty()) {
            transactions.run(() -> lastUsed.write(keys::used));
        }
    }

    private void check(Principal by, String name, Set<Permission> scopes, @Nullable Instant expiresAt) {
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            throw invalid(Reason.KEY_NAME, Map.of("field", "name", "most", LONGEST_NAME));
        }
        if (scopes.isEmpty()) {
            throw invalid(Reason.KEY_WITHOUT_SCOPE, Map.of("field", "scopes"));
        }
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw invalid(Reason.TIME_PASSED, Map.of("field", "expires_at"));
        }
        Set<String> tooMuch = scopes.stream()
                .filter(scope -> !by.may(scope))
                .map(Permission::label)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!tooMuch.isEmpty()) {
            throw new RefusedException(
                    ErrorCode.FORBIDDEN, Reason.KEY_BEYOND_MAKER, Map.of("scopes", List.copyOf(tooMuch)));
        }
    }

    private boolean owner(String userId) {
        return users.find(userId).filter(user -> user.role() == Role.OWNER).isPresent();
    }

    private static Map<String, String> told(ApiKey key) {
        return Map.of(
                "name",
                key.name(),
                "prefix",
                key.prefix(),
                "scopes",
                key.scopes().stream().map(Permission::label).sorted().collect(Collectors.joining(" ")));
    }

    private static RefusedException invalid(Reason reason, Map<String, Object> values) {
        return new RefusedException(ErrorCode.INVALID_REQUEST, reason, values);
    }
}
