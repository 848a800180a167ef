package dev.mynah.assistant.persona;

import dev.mynah.access.Actor;
import dev.mynah.access.AuditAction;
import dev.mynah.access.AuditLog;
import dev.mynah.access.AuditSubject;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.storage.Transactions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The assistants people made. Reading is from memory and never waits, as conversations need it; changes block until they
 * are stored. Thread-safe.
 */
public final class Assistants {
    private static final int MOST = 200;

    private final AssistantStore store;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Supplier<String> ids;
    private final InstantSource clock;
    private volatile List<Assistant> present = List.of();

    /** What somebody wants of an assistant. */
    public record Wish(String name, String prompt, String language, boolean preferred) {}

    public Assistants(
            AssistantStore store,
            Transactions transactions,
            AuditLog audit,
            Supplier<String> ids,
            InstantSource clock) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Reads what is stored. Blocks. */
    public void load() {
        present = store.all();
    }

    /** All, by name. */
    public List<Assistant> all() {
        return present;
    }

    public Optional<Assistant> find(String id) {
        return present.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** Whom a device talks with: the one it was given, else the preferred one, if there is any. */
    public Optional<Assistant> of(@Nullable String id) {
        Optional<Assistant> given = id == null ? Optional.empty() : find(id);
        return given.or(() -> present.stream().filter(Assistant::preferred).findFirst());
    }

    /** Makes one; the first is preferred. */
    public Assistant add(Wish wish, Actor who) {
        String id = ids.get();
        Assistant added = transactions.change(() -> {
            List<Assistant> others = store.all();
            if (others.size() >= MOST) {
                throw new RefusedException(ErrorCode.LIMIT_REACHED, Reason.ASSISTANTS_FULL, Map.of("limit", MOST));
            }
            boolean preferred = wish.preferred() || others.isEmpty();
            others.stream().filter(other -> preferred && other.preferred()).forEach(this::demote);
            Assistant made = made(id, wish, preferred, 1);
            store.put(made);
            audit.record(
                    who, AuditAction.ASSISTANT_ADDED, new AuditSubject(id, made.name()), Map.of("name", made.name()));
            return made;
        });
        load();
        return added;
    }

    /** Changes one. {@code expected} is called with the present one within the change and may refuse. */
    public Assistant change(String id, Wish wish, Actor who, Consumer<Assistant> expected) {
        Assistant changed = transactions.change(() -> {
            List<Assistant> all = store.all();
            Assistant before = all.stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(Assistants::unknown);
            expected.accept(before);
            boolean preferred = wish.preferred() || before.preferred();
            all.stream()
                    .filter(other ->
                            preferred && other.preferred() && !other.id().equals(id))
                    .forEach(this::demote);
            Assistant made = made(id, wish, preferred, before.version() + 1);
            store.put(made);
            audit.record(
                    who,
                    AuditAction.ASSISTANT_CHANGED,
                    new AuditSubject(id, before.name()),
                    Map.of("name", made.name()));
            return made;
        });
        load();
        return changed;
    }

    /** Removes one; the preferred one can go last only. */
    public void remove(String id, Actor who) {
        transactions.run(() -> {
            List<Assistant> all = store.all();
            Assistant gone = all.stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(Assistants::unknown);
            if (gone.preferred() && all.size() > 1) {
                throw new RefusedException(ErrorCode.CONFLICT, Reason.PREFERRED_ASSISTANT);
            }
            store.remove(id);
            audit.record(
                    who, AuditAction.ASSISTANT_REMOVED, new AuditSubject(id, gone.name()), Map.of("name", gone.name()));
        });
        load();
    }

    private void demote(Assistant other) {
        store.put(new Assistant(
                other.id(),
                other.name(),
                other.prompt(),
                other.language(),
                false,
                other.changedAt(),
                other.version() + 1));
    }

    private Assistant made(String id, Wish wish, boolean preferred, long version) {
        return new Assistant(
                id, wish.name().strip(), wish.prompt(), wish.language(), preferred, clock.instant(), version);
    }

    private static RefusedException unknown() {
        return new RefusedException(ErrorCode.NOT_FOUND, "There is no such assistant.");
    }
}
