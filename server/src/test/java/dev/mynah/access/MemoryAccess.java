package dev.mynah.access;

import dev.mynah.storage.StorageException;
import dev.mynah.storage.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All stores of the package in memory, with changes that are undone when they fail. Thread-safe. */
public final class MemoryAccess implements Transactions {
    private TreeMap<String, User> users = new TreeMap<>();
    private TreeMap<String, LoginSession> sessions = new TreeMap<>();
    private TreeMap<String, ApiKey> keys = new TreeMap<>();
    private List<AuditEntry> entries = new ArrayList<>();
    private Set<String> offered = new HashSet<>();
    private boolean done;
    private int depth;

    @Override
    public synchronized <T> T change(Supplier<T> work) {
        var before = depth == 0 ? saved() : null;
        depth++;
        boolean good = false;
        try {
            T result = work.get();
            good = true;
            return result;
        } finally {
            depth--;
            if (!good && before != null) {
                before.run();
            }
        }
    }

    private Runnable saved() {
        var oldUsers = new TreeMap<>(users);
        var oldSessions = new TreeMap<>(sessions);
        var oldKeys = new TreeMap<>(keys);
        var oldEntries = new ArrayList<>(entries);
        var oldOffered = new HashSet<>(offered);
        boolean oldDone = done;
        return () -> {
            users = oldUsers;
            sessions = oldSessions;
            keys = oldKeys;
            entries = oldEntries;
            offered = oldOffered;
            done = oldDone;
        };
    }

    public UserStore userStore() {
        return new Users();
    }

    private final class Users implements UserStore {
        @Override
        public Optional<User> find(String id) {
            synchronized (MemoryAccess.this) {
                return Optional.ofNullable(users.get(id));
            }
        }

        @Override
        public Optional<User> named(String key) {
            synchronized (MemoryAccess.this) {
                return users.values().stream()
                        .filter(user -> user.name().key().equals(key))
                        .findFirst();
            }
        }

        @Override
        public List<User> page(@Nullable String after, String part, int most) {
            synchronized (MemoryAccess.this) {
                return users.values().stream()
                        .filter(user -> user.name().key().contains(part))
                        .filter(user -> after == null || user.name().key().compareTo(after) > 0)
                        .sorted(Comparator.comparing(user -> user.name().key()))
                        .limit(most)
                        .toList();
            }
        }

        @Override
        public int reigningOwners() {
            synchronized (MemoryAccess.this) {
                return (int) users.values().stream().filter(User::reigns).count();
            }
        }

        @Override
        public void add(User user) {
            synchronized (MemoryAccess.this) {
                refuseTaken(user);
                users.put(user.id(), user);
            }
        }

        @Override
        public boolean replace(User user) {
            synchronized (MemoryAccess.this) {
                User present = users.get(user.id());
                if (present == null || present.version() != user.version()) {
                    return false;
                }
                refuseTaken(user);
                users.put(user.id(), seen(user.withVersion(user.version() + 1), present.lastLoginAt()));
                return true;
            }
        }

        @Override
        public void loggedIn(String id, Instant at) {
            synchronized (MemoryAccess.this) {
                users.computeIfPresent(id, (same, user) -> seen(user, at));
            }
        }

        @Override
        public void remove(String id) {
            synchronized (MemoryAccess.this) {
                users.remove(id);
                sessions.values().removeIf(session -> session.userId().equals(id));
                keys.values().removeIf(key -> key.userId().equals(id));
            }
        }
    }

    private void refuseTaken(User user) {
        boolean taken = users.values().stream()
                .anyMatch(other -> other.name().key().equals(user.name().key())
                        && !other.id().equals(user.id()));
        if (taken) {
            throw new StorageException(
                    StorageException.Reason.DUPLICATE, "the name is taken", new IllegalStateException("taken"));
        }
    }

    private static User seen(User user, @Nullable Instant at) {
        return new User(
                user.id(),
                user.name(),
                user.role(),
                user.password(),
                user.disabled(),
                user.createdAt(),
                at,
                user.version());
    }

    public SessionStore sessionStore() {
        return new Sessions();
    }

    private final class Sessions implements SessionStore {
        @Override
        public Optional<LoginSession> find(String id) {
            synchronized (MemoryAccess.this) {
                return Optional.ofNullable(sessions.get(id));
            }
        }

        @Override
        public List<LoginSession> of(String userId) {
            synchronized (MemoryAccess.this) {
                return sessions.values().stream()
                        .filter(session -> session.userId().equals(userId))
                        .sorted(Comparator.comparing(LoginSession::createdAt)
                                .thenComparing(LoginSession::id)
                                .reversed())
                        .toList();
            }
        }

        @Override
        public void add(LoginSession session) {
            synchronized (MemoryAccess.this) {
                sessions.put(session.id(), session);
            }
        }

        @Override
        public boolean refresh(String id, int generation, Instant at) {
            synchronized (MemoryAccess.this) {
                LoginSession known = sessions.get(id);
                if (known == null || known.generation() != generation) {
                    return false;
                }
                sessions.put(id, changed(known, generation + 1, at, at));
                return true;
            }
        }

        @Override
        public void used(String id, Instant at) {
            synchronized (MemoryAccess.this) {
                sessions.computeIfPresent(
                        id, (same, known) -> changed(known, known.generation(), known.refreshedAt(), at));
            }
        }

        @Override
        public boolean remove(String id) {
            synchronized (MemoryAccess.this) {
                return sessions.remove(id) != null;
            }
        }

        @Override
        public int removeOf(String userId, @Nullable String except) {
            synchronized (MemoryAccess.this) {
                int before = sessions.size();
                sessions.values()
                        .removeIf(session ->
                                session.userId().equals(userId) && !session.id().equals(except));
                return before - sessions.size();
            }
        }

        @Override
        public int removeOlder(Instant begun, Instant used) {
            synchronized (MemoryAccess.this) {
                int before = sessions.size();
                sessions.values()
                        .removeIf(session -> session.createdAt().isBefore(begun)
                                || session.usedAt().isBefore(used));
                return before - sessions.size();
            }
        }
    }

    private static LoginSession changed(LoginSession known, int generation, Instant refreshed, Instant used) {
        return new LoginSession(
                known.id(),
                known.userId(),
                known.cookieHash(),
                generation,
                known.createdAt(),
                refreshed,
                used.isAfter(known.usedAt()) ? used : known.usedAt(),
                known.address(),
                known.agent());
    }

    public ApiKeyStore keyStore() {
        return new Keys();
    }

    private final class Keys implements ApiKeyStore {
        @Override
        public Optional<ApiKey> find(String id) {
            synchronized (MemoryAccess.this) {
                return Optional.ofNullable(keys.get(id));
            }
        }

        @Override
        public List<ApiKey> page(@Nullable String userId, @Nullable String after, int most) {
            synchronized (MemoryAccess.this) {
                return keys.values().stream()
                        .filter(key -> userId == null || key.userId().equals(userId))
                        .filter(key -> after == null || key.id().compareTo(after) > 0)
                        .limit(most)
                        .toList();
            }
        }

        @Override
        public int countOf(String userId) {
            return page(userId, null, Integer.MAX_VALUE).size();
        }

        @Override
        public void add(ApiKey key) {
            synchronized (MemoryAccess.this) {
                keys.put(key.id(), key);
            }
        }

        @Override
        public void used(String id, Instant at) {
            synchronized (MemoryAccess.this) {
                keys.computeIfPresent(
                        id,
                        (same, key) -> new ApiKey(
                                id,
                                key.userId(),
                                key.name(),
                                key.prefix(),
                                key.hash(),
                                key.scopes(),
                                key.createdAt(),
                                key.expiresAt(),
                                at));
            }
        }

        @Override
        public boolean remove(String id) {
            synchronized (MemoryAccess.this) {
                return keys.remove(id) != null;
            }
        }
    }

    public AuditStore auditStore() {
        return new Audit();
    }

    private final class Audit implements AuditStore {
        @Override
        public void append(Instant at, Actor who, String action, AuditSubject subject, Map<String, String> details) {
            synchronized (MemoryAccess.this) {
                long id = entries.isEmpty() ? 1 : entries.getLast().id() + 1;
                entries.add(new AuditEntry(id, at, who, action, subject, details));
            }
        }

        @Override
        public List<AuditEntry> page(AuditQuery query, @Nullable Long before, int most) {
            synchronized (MemoryAccess.this) {
                return entries.reversed().stream()
                        .filter(entry -> before == null || entry.id() < before)
                        .filter(entry -> MemoryAccess.matches(query, entry))
                        .limit(most)
                        .toList();
            }
        }

        @Override
        public int removeBefore(Instant time, int most) {
            synchronized (MemoryAccess.this) {
                List<AuditEntry> old = entries.stream()
                        .filter(entry -> entry.at().isBefore(time))
                        .limit(most)
                        .toList();
                entries.removeAll(old);
                return old.size();
            }
        }
    }

    private static boolean matches(AuditQuery query, AuditEntry entry) {
        String action = query.action();
        return (query.actor() == null || entry.who().id().equals(query.actor()))
                && (action == null
                        || entry.action().equals(action)
                        || entry.action().startsWith(action + "."))
                && (query.subject() == null || entry.subject().id().equals(query.subject()))
                && (query.from() == null || !entry.at().isBefore(query.from()))
                && (query.to() == null || entry.at().isBefore(query.to()));
    }

    public SetupStore setupStore() {
        return new Setup();
    }

    private final class Setup implements SetupStore {
        @Override
        public boolean done() {
            synchronized (MemoryAccess.this) {
                return done;
            }
        }

        @Override
        public boolean finish() {
            synchronized (MemoryAccess.this) {
                boolean first = !done;
                done = true;
                offered.clear();
                return first;
            }
        }

        @Override
        public void offer(String tokenHash) {
            synchronized (MemoryAccess.this) {
                offered.add(tokenHash);
            }
        }

        @Override
        public boolean offered(String tokenHash) {
            synchronized (MemoryAccess.this) {
                return offered.contains(tokenHash);
            }
        }
    }
}
