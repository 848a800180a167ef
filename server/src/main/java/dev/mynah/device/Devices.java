package dev.mynah.device;

import dev.mynah.access.Actor;
import dev.mynah.access.AuditAction;
import dev.mynah.access.AuditLog;
import dev.mynah.access.AuditSubject;
import dev.mynah.error.RefusedException;
import dev.mynah.protocol.DeviceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people see and decide of devices. Thread-safe; changes block until they are durable. */
public final class Devices {
    private final DeviceRegistry registry;
    private final DeviceSearch search;
    private final ArrangementRules rules;
    private final AuditLog audit;
    private final Consumer<Device> removed;
    private final FleetNews news;

    /**
     * @param removed ends the session of a device that was removed
     * @param news told of everything that was changed here
     */
    public Devices(
            DeviceRegistry registry, ArrangementRules rules, AuditLog audit, Consumer<Device> removed, FleetNews news) {
        this.registry = registry;
        this.search = new DeviceSearch(registry);
        this.rules = rules;
        this.audit = audit;
        this.removed = removed;
        this.news = news;
    }

    /** See {@link DeviceSearch#find}. */
    public DevicePage list(DeviceQuery query, DeviceOrder.@Nullable Position after) {
        return search.find(query, after);
    }

    /** @throws RefusedException NOT_FOUND, also for what is outside the scope */
    public KnownDevice show(DeviceId id, Scope scope) {
        return registry.known(id)
                .filter(known -> scope.includes(known.device().arrangement().ownerId()))
                .orElseThrow(() -> DeviceRegistry.notFound(id));
    }

    /**
     * Changes what people decide of a device.
     *
     * @param change given the device as it is; may refuse, such as when it is not the version that was read
     * @throws RefusedException NOT_FOUND, INVALID_REQUEST, FORBIDDEN, and what {@code change} refuses
     */
    public Device arrange(DeviceId id, Scope scope, Actor who, Function<Device, Arrangement> change) {
        AtomicBoolean different = new AtomicBoolean();
        Device arranged = registry.edit(id, stored -> {
            Device before = visible(id, stored, scope);
            Arrangement wanted = change.apply(before);
            Arrangement after = rules.checked(before.arrangement(), wanted, scope);
            Map<String, String> differences = differences(before.arrangement(), after);
            different.set(!differences.isEmpty());
            if (different.get()) {
                audit.record(who, AuditAction.DEVICE_CHANGED, new AuditSubject(id.mac(), before.name()), differences);
            }
            return before.with(after);
        });
        if (different.get()) {
            news.changed(arranged);
        }
        return arranged;
    }

    /**
     * Forgets a device; it has to be bound again. A channel it has open ends.
     *
     * @throws RefusedException NOT_FOUND
     */
    public void remove(DeviceId id, Scope scope, Actor who) {
        Device gone = show(id, scope).device();
        registry.remove(id, stored -> {
            visible(id, stored, scope);
            audit.record(
                    who,
                    AuditAction.DEVICE_REMOVED,
                    new AuditSubject(id.mac(), stored.name()),
                    Map.of("name", stored.name()));
        });
        removed.accept(gone);
        news.removed(gone);
    }

    /**
     * Makes the devices of somebody who is gone nobody's in particular. Devices that cannot be changed now stay theirs, which
     * only means that none but those who see all devices see them.
     */
    public void disown(String userId, Actor who) {
        for (Entry entry : registry.entries()) {
            DeviceId id = entry.device().id();
            if (userId.equals(entry.device().arrangement().ownerId())) {
                arrange(
                        id,
                        Scope.ALL,
                        who,
                        device -> userId.equals(device.arrangement().ownerId())
                                ? device.arrangement().ownedBy(null)
                                : device.arrangement());
            }
        }
    }

    private static Device visible(DeviceId id, @Nullable Device stored, Scope scope) {
        if (stored == null || !scope.includes(stored.arrangement().ownerId())) {
            throw DeviceRegistry.notFound(id);
        }
        return stored;
    }

    private static Map<String, String> differences(Arrangement before, Arrangement after) {
        Map<String, String> found = new LinkedHashMap<>();
        note(found, "name", before.name(), after.name());
        note(found, "owner", before.ownerId(), after.ownerId());
        note(found, "groups", before.groups(), after.groups());
        note(found, "assistant", before.assistantId(), after.assistantId());
        note(found, "transport", before.transport(), after.transport());
        if (!before.notes().equals(after.notes())) {
            found.put("notes", "changed");
        }
        return found;
    }

    private static void note(Map<String, String> found, String what, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            found.put(what, after == null ? "none" : after.toString());
        }
    }
}
