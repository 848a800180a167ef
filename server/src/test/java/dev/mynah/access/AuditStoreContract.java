package dev.mynah.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.storage.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of the audit log does. */
public abstract class AuditStoreContract {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final Actor OLGA = new Actor(Actor.Kind.USER, "u_1", "olga", "192.0.2.1");
    private static final Actor SCRIPT = new Actor(Actor.Kind.API_KEY, "k_1", "script", "::1");
    private final Transactions transactions;
    private final AuditStore store;

    protected AuditStoreContract(Transactions transactions, AuditStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    @BeforeEach
    void entries() {
        append(NOW, OLGA, "user.created", "u_2", Map.of("username", "mia", "role", "member"));
        append(NOW.plusSeconds(10), SCRIPT, "device.bound", "d_1", Map.of());
        // The clock was set back; the order is that of recording.
        append(NOW.minusSeconds(10), OLGA, "user.changed", "u_2", Map.of("quote", "\"'%\n王"));
        append(NOW.plusSeconds(20), Actor.SYSTEM, "users.counted", "", Map.of());
    }

    @Test
    void entries_are_read_as_they_were_written_the_latest_first() {
        List<AuditEntry> all = store.page(AuditQuery.ALL, null, 100);
        assertThat(all)
                .extracting(AuditEntry::action)
                .containsExactly("users.counted", "user.changed", "device.bound", "user.created");
        assertThat(all.get(1).details()).containsExactly(Map.entry("quote", "\"'%\n王"));
        assertThat(all.get(1).at()).isEqualTo(NOW.minusSeconds(10));
        assertThat(all.get(1).subject()).isEqualTo(new AuditSubject("u_2", "Name of u_2"));
        assertThat(all.get(2).who()).isEqualTo(SCRIPT);
        assertThat(all.getFirst().who()).isEqualTo(Actor.SYSTEM);
        assertThat(all).extracting(AuditEntry::id).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }

    @Test
    void pages_go_on_after_the_last_one_seen_also_while_entries_are_added() {
        List<AuditEntry> first = store.page(AuditQuery.ALL, null, 2);
        append(NOW, OLGA, "user.removed", "u_2", Map.of());
        assertThat(store.page(AuditQuery.ALL, first.getLast().id(), 2))
                .extracting(AuditEntry::action)
                .containsExactly("device.bound", "user.created");
    }

    @Test
    void filters_leave_what_was_asked_for() {
        assertThat(actions("u_1", null, null, null, null)).containsExactly("user.changed", "user.created");
        assertThat(actions(null, "user", null, null, null)).containsExactly("user.changed", "user.created");
        assertThat(actions(null, "user.created", null, null, null)).containsExactly("user.created");
        assertThat(actions(null, "u_er", null, null, null)).isEmpty();
        assertThat(actions(null, null, "d_1", null, null)).containsExactly("device.bound");
        assertThat(actions(null, null, null, NOW, NOW.plusSeconds(20))).containsExactly("device.bound", "user.created");
        assertThat(actions("u_1", "user", "u_2", NOW, null)).containsExactly("user.created");
    }

    @Test
    void old_entries_are_removed_a_few_at_a_time() {
        assertThat(transactions.<Integer>change(() -> store.removeBefore(NOW.plusSeconds(1), 1)))
                .isEqualTo(1);
        assertThat(transactions.<Integer>change(() -> store.removeBefore(NOW.plusSeconds(1), 100)))
                .isEqualTo(1);
        assertThat(transactions.<Integer>change(() -> store.removeBefore(NOW.plusSeconds(1), 100)))
                .isZero();
        assertThat(store.page(AuditQuery.ALL, null, 100))
                .extracting(AuditEntry::action)
                .containsExactly("users.counted", "device.bound");
    }

    private List<String> actions(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,
            @Nullable Instant from,
            @Nullable Instant to) {
        return store.page(new AuditQuery(actor, action, subject, from, to), null, 100).stream()
                .map(AuditEntry::action)
                .toList();
    }

    private void append(Instant at, Actor who, String action, String subject, Map<String, String> details) {
        transactions.run(() -> store.append(at, who, action, new AuditSubject(subject, "Name of " + subject), details));
    }
}
