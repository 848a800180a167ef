package dev.mynah.device;

import dev.mynah.access.Actor;
import dev.mynah.access.AuditAction;
import dev.mynah.access.AuditLog;
import dev.mynah.access.AuditSubject;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.storage.Transactions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Groups of devices. Thread-safe; everything blocks, because groups are read from the store. */
public final class Groups {
    private final GroupStore store;
    private final Transactions transactions;
    private final DeviceRegistry devices;
    private final AuditLog audit;
    private final FleetNews news;
    private final Supplier<String> ids;
    private final InstantSource clock;
    private final int limit;
    private volatile Consumer<String> removed = group -> {};

    /**
     * @param news told of the devices of a group that goes
     * @param ids makes ids that were never used before
     * @param limit most groups in all
     */
    public Groups(
            GroupStore store,
            Transactions transactions,
            DeviceRegistry devices,
            AuditLog audit,
            FleetNews news,
            Supplier<String> ids,
            InstantSource clock,
            int limit) {
        this.store = store;
        this.transactions = transactions;
        this.devices = devices;
        this.audit = audit;
        this.news = news;
        this.ids = ids;
        this.clock = clock;
        this.limit = limit;
    }

    /** Who is told the id of a group that is no more; may block. */
    public void onRemoval(Consumer<String> listener) {
        removed = listener;
    }

    /** The groups in scope, by name. */
    public List<Group> list(Scope scope) {
        return store.all().stream()
                .filter(group -> scope.includes(group.ownerId()))
                .sorted(Comparator.comparing((Group group) -> group.name().toLowerCase(java.util.Locale.ROOT))
                        .thenComparing(Group::id))
                .toList();
    }

    /** @throws RefusedException NOT_FOUND, also for what is outside the scope */
    public Group show(String id, Scope scope) {
        return visible(id, scope);
    }

    /**
     * Makes a group.
     *
     * @param ownerId whose it is; null when it is nobody's in particular
     * @throws RefusedException INVALID_REQUEST, CONFLICT when the owner has one of that name, LIMIT_REACHED
     */
    public Group make(String name, String description, @Nullable String ownerId, Actor who) {
        Group made = new Group(
                ids.get(),
                named(name),
                ArrangementRules.notes(description),
                ownerId,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                1);
        return transactions.change(() -> {
            List<Group> all = store.all();
            if (all.size() >= limit) {
                throw new RefusedException(ErrorCode.LIMIT_REACHED, Reason.GROUPS_FULL, Map.of("limit", limit));
            }
            requireUnique(all, made);
            store.save(made, 0);
            audit.record(
                    who,
                    AuditAction.GROUP_CREATED,
                    new AuditSubject(made.id(), made.name()),
                    Map.of("name", made.name()));
            return made;
        });
    }

    /**
     * Renames a group.
     *
     * @param change given the group as it is; may refuse, such as when it is not the version that was read
     * @throws RefusedException NOT_FOUND, INVALID_REQUEST, CONFLICT, and what {@code change} refuses
     */
    public Group change(String id, Scope scope, Actor who, Function<Group, Naming> change) {
        return transactions.change(() -> {
            Group before = visible(id, scope);
            Naming naming = change.apply(before);
            Group after = before.named(named(naming.name()), ArrangementRules.notes(naming.description()));
            requireUnique(store.all(), after);
            if (!store.save(after, before.version())) {
                throw changedMeanwhile();
            }
            audit.record(
                    who, AuditAction.GROUP_CHANGED, new AuditSubject(id, before.name()), Map.of("name", after.name()));
            return after;
        });
    }

    /** What a group is called. */
    public record Naming(String name, String description) {}

    /**
     * Forgets a group; its devices stay.
     *
     * @throws RefusedException NOT_FOUND
     */
    public void remove(String id, Scope scope, Actor who) {
        transactions.run(() -> {
            Group gone = visible(id, scope);
            store.remove(id);
            audit.record(
                    who, AuditAction.GROUP_REMOVED, new AuditSubject(id, gone.name()), Map.of("name", gone.name()));
        });
        devices.ungroup(id).forEach(news::changed);
        removed.accept(id);
    }

    private Group visible(String id, Scope scope) {
        Optional<Group> found = store.find(id).filter(group -> scope.includes(group.ownerId()));
        return found.orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no group " + ReportedText.clean(id) + "."));
    }

    private static String named(String name) {
        String checked = ArrangementRules.name(name);
        if (checked.isEmpty()) {
            throw ArrangementRules.invalid("name", Reason.NAME_NEEDED, Map.of());
        }
        return checked;
    }

    private static void requireUnique(List<Group> all, Group wanted) {
        boolean taken = all.stream()
                .anyMatch(other -> !other.id().equals(wanted.id())
                        && java.util.Objects.equals(other.ownerId(), wanted.ownerId())
                        && other.name().equalsIgnoreCase(wanted.name()));
        if (taken) {
            throw new RefusedException(ErrorCode.CONFLICT, Reason.GROUP_TAKEN, Map.of("name", wanted.name()));
        }
    }

    private static RefusedException changedMeanwhile() {
        return new RefusedException(ErrorCode.CONFLICT, "The group is being changed by others at the same time.");
    }
}
