package dev.mynah.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.api.IdempotencyStore.Claim;
import dev.mynah.api.IdempotencyStore.Remembered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of idempotency keys promises. */
abstract class IdempotencyStoreContract {
    private static final Instant NOW = Instant.parse("2026-01-31T08:30:00Z");
    private static final IdempotencyStore.Key KEY = new IdempotencyStore.Key("USER:u1", "POST /api/v1/things", "k");
    private static final Remembered ANSWER = new Remembered(
            201, "{\"a\":[1,\"\u00e4\"]}", "Made", List.of(Map.entry("ETag", "\"1\""), Map.entry("X", "y")));

    abstract IdempotencyStore store();

    @Test
    void a_new_key_is_fresh_then_under_way_then_done() {
        IdempotencyStore store = store();
        assertThat(store.claim(KEY, "h", NOW)).isEqualTo(new Claim.Fresh());
        assertThat(store.claim(KEY, "h", NOW)).isEqualTo(new Claim.UnderWay());
        store.keep(KEY, ANSWER);
        assertThat(store.claim(KEY, "h", NOW)).isEqualTo(new Claim.Done(ANSWER));
        assertThat(store.claim(KEY, "h", NOW)).isEqualTo(new Claim.Done(ANSWER));
    }

    @Test
    void another_request_is_a_mismatch_whether_the_first_is_done_or_not() {
        IdempotencyStore store = store();
        store.claim(KEY, "h", NOW);
        assertThat(store.claim(KEY, "other", NOW)).isEqualTo(new Claim.Mismatch());
        store.keep(KEY, ANSWER);
        assertThat(store.claim(KEY, "other", NOW)).isEqualTo(new Claim.Mismatch());
    }

    @Test
    void an_abandoned_key_is_fresh_again() {
        IdempotencyStore store = store();
        store.claim(KEY, "h", NOW);
        store.abandon(KEY);
        assertThat(store.claim(KEY, "other", NOW)).isEqualTo(new Claim.Fresh());
    }

    @Test
    void caller_route_and_value_make_the_key() {
        IdempotencyStore store = store();
        store.claim(KEY, "h", NOW);
        assertThat(store.claim(new IdempotencyStore.Key("USER:u2", KEY.route(), KEY.value()), "h", NOW))
                .isEqualTo(new Claim.Fresh());
        assertThat(store.claim(new IdempotencyStore.Key(KEY.caller(), "POST /api/v1/others", KEY.value()), "h", NOW))
                .isEqualTo(new Claim.Fresh());
        assertThat(store.claim(new IdempotencyStore.Key(KEY.caller(), KEY.route(), "l"), "h", NOW))
                .isEqualTo(new Claim.Fresh());
    }

    @Test
    void a_day_is_remembered_and_not_more() {
        IdempotencyStore store = store();
        store.claim(KEY, "h", NOW);
        store.keep(KEY, ANSWER);
        assertThat(store.claim(KEY, "h", NOW.plus(Duration.ofHours(24)))).isEqualTo(new Claim.Done(ANSWER));
        assertThat(store.claim(KEY, "h", NOW.plus(Duration.ofHours(24)).plusSeconds(1)))
                .isEqualTo(new Claim.Fresh());
    }
}
