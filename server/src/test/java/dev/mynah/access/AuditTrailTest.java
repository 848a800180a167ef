package dev.mynah.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final Actor SOMEBODY = new Actor(Actor.Kind.USER, "u_1", "olga", "192.0.2.1");
    private Instant now = Instant.parse("2026-05-01T10:00:00Z");
    private final MemoryAccess memory = new MemoryAccess();
    private final AuditTrail trail = new AuditTrail(memory, memory.auditStore(), () -> now, Duration.ofDays(400));

    @Test
    void an_entry_exists_only_with_the_change_it_tells_of() {
        assertThatThrownBy(() -> memory.run(() -> {
                    record(AuditAction.DEVICE_BOUND, Map.of());
                    throw new IllegalStateException("the change failed");
                }))
                .hasMessage("the change failed");
        assertThat(trail.page(AuditQuery.ALL, null, 10)).isEmpty();
    }

    @Test
    void a_secret_somebody_gave_along_by_mistake_is_not_written() {
        record(
                AuditAction.PROVIDER_CHANGED,
                Map.of(
                        "api_key",
                        "sk-1234",
                        "client_secret",
                        "abc",
                        "accessToken",
                        "xyz",
                        "password",
                        "hunter2",
                        "name",
                        "x"));
        assertThat(trail.page(AuditQuery.ALL, null, 1).getFirst().details())
                .containsEntry("name", "x")
                .containsEntry("api_key", "(secret)")
                .extractingByKeys("client_secret", "accessToken", "password")
                .containsOnly("(secret)");
    }

    @Test
    void a_long_detail_is_cut() {
        record(AuditAction.GROUP_CHANGED, Map.of("name", "n".repeat(100_000)));
        assertThat(trail.page(AuditQuery.ALL, null, 1).getFirst().details().get("name"))
                .hasSizeLessThan(600);
    }

    @Test
    void what_is_older_than_the_retention_goes_and_the_rest_stays() {
        for (int i = 0; i < 2500; i++) {
            record(AuditAction.DEVICE_BOUND, Map.of());
        }
        now = now.plus(Duration.ofDays(400)).plusSeconds(1);
        record(AuditAction.DEVICE_REMOVED, Map.of());
        assertThat(trail.removeOld()).isEqualTo(2500);
        assertThat(trail.page(AuditQuery.ALL, null, 10))
                .extracting(AuditEntry::action)
                .containsExactly("device.removed");
    }

    private void record(AuditAction action, Map<String, String> details) {
        trail.record(SOMEBODY, action, new AuditSubject("subject", ""), details);
    }
}
