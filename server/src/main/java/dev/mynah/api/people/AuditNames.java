package dev.mynah.api.people;

import dev.mynah.access.AuditAction.Kind;
import dev.mynah.access.AuditEntry;
import dev.mynah.access.AuditQuery;
import dev.mynah.access.AuditTrail;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What the ids in audit entries stand for: the name of today, or of what is gone the name the log last knew. Remembers what
 * it looked up, so it is good for one answer. For one thread.
 */
final class AuditNames {
    /** Details that hold ids, one or several, and of what. */
    private static final Map<String, Kind> REFERRING = Map.of(
            "owner", Kind.USER,
            "user", Kind.USER,
            "groups", Kind.GROUP,
            "assistant", Kind.ASSISTANT,
            "device", Kind.DEVICE,
            "order", Kind.PROVIDER);

    private final AuditTrail trail;
    private final BiFunction<Kind, String, Optional<String>> things;
    private final Map<String, Optional<String>> present = new HashMap<>();
    private final Map<String, Optional<String>> last = new HashMap<>();

    AuditNames(AuditTrail trail, BiFunction<Kind, String, Optional<String>> things) {
        this.trail = trail;
        this.things = things;
    }

    /** What it is called now; empty when there is no such thing. */
    Optional<String> present(Kind kind, String id) {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return present.computeIfAbsent(kind + " " + id, key -> things.apply(kind, id));
    }

    /** The names of the things that the details refer to, by id. */
    Map<String, String> within(Map<String, String> details) {
        Map<String, String> names = new HashMap<>();
        details.forEach((detail, value) -> {
            Kind kind = REFERRING.get(detail);
            if (kind != null) {
                for (String id : value.split("[\\[\\], ]+")) {
                    name(kind, id).filter(name -> !name.isEmpty()).ifPresent(name -> names.put(id, name));
                }
            }
        });
        return names;
    }

    private Optional<String> name(Kind kind, String id) {
        return id.isEmpty() ? Optional.empty() : present(kind, id).or(() -> last.computeIfAbsent(id, this::remembered));
    }

    private Optional<String> remembered(String id) {
        return trail.page(new AuditQuery(null, null, id, null, null), null, 1).stream()
                .findFirst()
                .map(AuditEntry::subject)
                .map(subject -> subject.name());
    }
}
