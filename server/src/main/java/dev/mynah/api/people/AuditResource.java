package dev.mynah.api.people;

import dev.mynah.access.AuditAction;
import dev.mynah.access.AuditEntry;
import dev.mynah.access.AuditQuery;
import dev.mynah.access.AuditTrail;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Page;
import dev.mynah.api.Resource;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What was done by whom. Thread-safe. */
public final class AuditResource implements Resource {
    private final AuditTrail trail;
    private final BiFunction<AuditAction.Kind, String, Optional<String>> present;

    /** @param present what a thing of that kind and id is called now; empty when it is gone */
    public AuditResource(AuditTrail trail, BiFunction<AuditAction.Kind, String, Optional<String>> present) {
        this.trail = trail;
        this.present = present;
    }

    private record ActorView(String kind, String id, String name, String address) {}

    private record EntryView(
            String id,
            Instant at,
            ActorView actor,
            String action,
            String subject,
            @Nullable String subjectKind,
            String subjectName,
            boolean subjectExists,
            Map<String, String> details,
            Map<String, String> names) {}

    @Override
    public Map<String, Operation> operations() {
        return Map.of("listAudit", this::list);
    }

    private Answer list(Call call) {
        AuditQuery query = new AuditQuery(
                call.text("actor").orElse(null),
                call.text("action").orElse(null),
                call.text("subject").orElse(null),
                time(call, "from"),
                time(call, "to"));
        Long before = call.after().map(List::getFirst).map(Long::valueOf).orElse(null);
        List<AuditEntry> found = trail.page(query, before, call.limit() + 1);
        AuditNames names = new AuditNames(trail, present);
        return Answer.page(
                Page.of(call, found, entry -> view(entry, names), entry -> List.of(Long.toString(entry.id()))));
    }

    private static @Nullable Instant time(Call call, String name) {
        return call.text(name)
                .map(OffsetDateTime::parse)
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    private static EntryView view(AuditEntry entry, AuditNames names) {
        AuditAction.Kind kind =
                AuditAction.labelled(entry.action()).map(AuditAction::kind).orElse(null);
        String subject = entry.subject().id();
        return new EntryView(
                Long.toString(entry.id()),
                entry.at(),
                new ActorView(
                        entry.who().kind().name().toLowerCase(Locale.ROOT),
                        entry.who().id(),
                        entry.who().name(),
                        entry.who().address()),
                entry.action(),
                subject,
                kind == null ? null : kind.label(),
                entry.subject().name(),
                kind != null && names.present(kind, subject).isPresent(),
                entry.details(),
                names.within(entry.details()));
    }
}
