package dev.mynah.access;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.Transactions;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts, and who may change which: administrators everybody but owners, owners everybody, nobody the last owner away.
 * Thread-safe; blocks.
 */
public final class Users {
    private static final Logger log = LoggerFactory.getLogger(Users.class);
    private final Transactions transactions;
    private final UserStore users;
    private final SessionStore sessions;
    private final AuditLog audit;
    private final PasswordWork work;
    private final PasswordCheck passwords;
    private final PasswordRules rules;
    private final Tokens tokens;
    private final InstantSource clock;
    private final List<BiConsumer<String, Actor>> departures = new CopyOnWriteArrayList<>();

    public Users(
            Transactions transactions,
            UserStore users,
            SessionStore sessions,
            AuditLog audit,
            PasswordWork work,
            PasswordCheck passwords,
            PasswordRules rules,
            Tokens tokens,
            InstantSource clock) {
        this.transactions = transactions;
        this.users = users;
        this.sessions = sessions;
        this.audit = audit;
        this.work = work;
        this.passwords = passwords;
        this.rules = rules;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A user that must be there. */
    public User user(String id) {
        return users.find(id).orElseThrow(() -> new RefusedException(ErrorCode.NOT_FOUND, "There is no such user."));
    }

    public Optional<User> find(String id) {
        return users.find(id);
    }

    /** Whether somebody has this name. */
    public boolean taken(Username name) {
        return users.named(name.key()).isPresent();
    }

    /** See {@link UserStore#page}. */
    public List<User> page(@Nullable String after, String part, int most) {
        return users.page(after, Username.key(part), most);
    }

    /** Makes an account. */
    public User create(Principal by, String address, String name, String password, Role role) {
        Username username = Username.of(name);
        rules.check(username, password);
        refuseBeyond(by, role);
        PasswordHash hash = work.hash(password);
        return transactions.change(() -> {
            refuseBeyond(by, role);
            User user = User.fresh(tokens.id("u_"), username, role, hash, clock.instant());
            add(user);
            audit.record(
                    by.actor(address),
                    AuditAction.USER_CREATED,
                    new AuditSubject(user.id(), user.name().shown()),
                    Map.of("username", username.shown(), "role", role.label()));
            return user;
        });
    }

    /** Makes an account for somebody who proves elsewhere who they are. To be called within a change. */
    public User createForeign(Actor by, Username name, Role role, Map<String, String> details) {
        User user = User.fresh(tokens.id("u_"), name, role, null, clock.instant());
        add(user);
        var told = new LinkedHashMap<>(details);
        told.put("username", name.shown());
        told.put("role", role.label());
        audit.record(
                by,
                AuditAction.USER_CREATED,
                new AuditSubject(user.id(), user.name().shown()),
                told);
        return user;
    }

    /**
     * Changes an account. A new password and being disabled end the user's logins.
     *
     * @param condition throws when the user as they are now are not those the change was thought for
     */
    public User edit(Principal by, String address, String id, UserEdit edit, Consumer<User> condition) {
        PasswordHash hash = edit.password() == null ? null : checkedHash(user(id), edit, edit.password());
        return transactions.change(() -> {
            User before = user(id);
            condition.accept(before);
            refuseBeyond(by, before.role());
            User after = edited(by, before, edit, hash);
            refuseEndOfOwners(before, after);
            replace(after);
            record(by.actor(address), before, after);
            if (hash != null || after.disabled()) {
                sessions.removeOf(id, null);
            }
            return user(id);
        });
    }

    /**
     * Features that keep things for users are told of everyone who was removed, once that is durable: given the id, and who
     * did it.
     */
    public void onDeparture(BiConsumer<String, Actor> told) {
        departures.add(told);
    }

    /** Removes an account with its logins and API keys. */
    public void remove(Principal by, String address, String id) {
        transactions.run(() -> {
            User user = user(id);
            refuseBeyond(by, user.role());
            refuseEndOfOwners(user, null);
            users.remove(id);
            audit.record(
                    by.actor(address),
                    AuditAction.USER_REMOVED,
                    new AuditSubject(id, user.name().shown()),
                    Map.of("username", user.name().shown()));
        });
        for (BiConsumer<String, Actor> told : departures) {
            try {
                told.accept(id, by.actor(address));
            } catch (RuntimeException failed) {
                // The user is gone all the same; what was theirs stays out of the sight of other members.
                log.warn("What belonged to the removed user {} still bears the name: {}", id, failed.toString());
            }
        }
    }

    /**
     * Changes one's own password and ends all other logins.
     *
     * @param session the login that stays; null for none
     */
    public void changeOwnPassword(
            Principal self, String address, @Nullable String session, String present, String next) {
        if (self.kind() != Actor.Kind.USER) {
            throw new RefusedException(ErrorCode.FORBIDDEN, "Only people change their passwords, not keys.");
        }
        User user = user(self.id());
        PasswordHash known = user.password();
        if (known == null) {
            throw new RefusedException(ErrorCode.CONFLICT, Reason.NO_PASSWORD_HERE);
        }
        if (!passwords.confirm(user, known, present)) {
            throw new RefusedException(
                    ErrorCode.FORBIDDEN, Reason.PRESENT_PASSWORD_WRONG, Map.of("field", "current_password"));
        }
        rules.check(user.name(), next);
        PasswordHash hash = work.hash(next);
        transactions.run(() -> {
            replace(user(user.id()).withPassword(hash));
            int ended = sessions.removeOf(user.id(), session);
            audit.record(
                    self.actor(address),
                    AuditAction.USER_PASSWORD_CHANGED,
                    new AuditSubject(user.id(), user.name().shown()),
                    Map.of("sessions_ended", Integer.toString(ended)));
        });
    }

    /** Changes the role of somebody whose role is decided elsewhere; owners stay owners. To be called within a change. */
    public User foreignRole(Actor by, User user, Role role) {
        if (user.role() == role || user.role() == Role.OWNER || role == Role.OWNER) {
            return user;
        }
        User after = user.withRole(role);
        replace(after);
        record(by, user, after);
        return user(user.id());
    }

    /** @throws RefusedException when only an owner may do anything to this user */
    public void refuseToTouch(Principal by, User user) {
        refuseBeyond(by, user.role());
    }

    private PasswordHash checkedHash(User user, UserEdit edit, String password) {
        rules.check(edit.name() == null ? user.name() : Username.of(edit.name()), password);
        return work.hash(password);
    }

    private User edited(Principal by, User before, UserEdit edit, @Nullable PasswordHash hash) {
        User after = before;
        if (edit.name() != null) {
            after = after.withName(Username.of(edit.name()));
        }
        if (edit.role() != null) {
            refuseBeyond(by, edit.role());
            after = after.withRole(edit.role());
        }
        if (edit.disabled() != null) {
            after = after.withDisabled(edit.disabled());
        }
        return hash == null ? after : after.withPassword(hash);
    }

    private void record(Actor by, User before, User after) {
        var details = new LinkedHashMap<String, String>();
        if (!before.name().equals(after.name())) {
            details.put(
                    "username", before.name().shown() + " -> " + after.name().shown());
        }
        if (before.role() != after.role()) {
            details.put("role", before.role().label() + " -> " + after.role().label());
        }
        if (before.disabled() != after.disabled()) {
            details.put("disabled", Boolean.toString(after.disabled()));
        }
        if (!Objects.equals(before.password(), after.password())) {
            details.put("password", "set");
        }
        if (!details.isEmpty()) {
            audit.record(
                    by,
                    AuditAction.USER_CHANGED,
                    new AuditSubject(after.id(), before.name().shown()),
                    details);
        }
    }

    private void add(User user) {
        try {
            users.add(user);
        } catch (StorageException taken) {
            throw taken.reason() == StorageException.Reason.DUPLICATE ? nameTaken() : taken;
        }
    }

    private void replace(User user) {
        try {
            if (!users.replace(user)) {
                throw new RefusedException(ErrorCode.CONFLICT, "The user was changed meanwhile.");
            }
        } catch (StorageException taken) {
            throw taken.reason() == StorageException.Reason.DUPLICATE ? nameTaken() : taken;
        }
    }

    private static RefusedException nameTaken() {
        return new RefusedException(ErrorCode.CONFLICT, Reason.USERNAME_TAKEN, Map.of("field", "username"));
    }

    /**
     * Only owners make, change and remove owners; the role asked is the one they have now, not when they logged in. And a key
     * must not become more than it is by way of an account it makes or takes over.
     */
    private void refuseBeyond(Principal by, Role touched) {
        Role own = users.find(by.owner())
                .filter(user -> !user.disabled())
                .map(User::role)
                .orElseThrow(() -> new RefusedException(ErrorCode.FORBIDDEN, "Your account is not active."));
        if (touched == Role.OWNER && own != Role.OWNER) {
            throw new RefusedException(ErrorCode.FORBIDDEN, Reason.OWNERS_ONLY);
        }
        if (!by.permissions().containsAll(touched.permissions())) {
            throw new RefusedException(
                    ErrorCode.FORBIDDEN, "This key cannot act on people who may do more than the key may.");
        }
    }

    private void refuseEndOfOwners(User before, @Nullable User after) {
        boolean leaves = before.reigns() && (after == null || !after.reigns());
        if (leaves && users.reigningOwners() <= 1) {
            throw new RefusedException(ErrorCode.CONFLICT, Reason.LAST_OWNER);
        }
    }
}
