package dev.mynah.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RememberedAnswersTest extends IdempotencyStoreContract {
    @Override
    IdempotencyStore store() {
        return new RememberedAnswers(100);
    }

    @Test
    void when_it_is_full_it_says_so_until_a_day_has_passed() {
        RememberedAnswers store = new RememberedAnswers(1);
        Instant now = Instant.parse("2026-01-31T08:30:00Z");
        store.claim(new IdempotencyStore.Key("a", "b", "1"), "h", now);
        IdempotencyStore.Key second = new IdempotencyStore.Key("a", "b", "2");
        assertThat(store.claim(second, "h", now)).isEqualTo(new IdempotencyStore.Claim.Full());
        assertThat(store.claim(second, "h", now.plusSeconds(86_401))).isEqualTo(new IdempotencyStore.Claim.Fresh());
    }
}
