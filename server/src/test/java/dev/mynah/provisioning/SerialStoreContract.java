package dev.mynah.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.storage.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of serial numbers does. */
public abstract class SerialStoreContract {
    private static final Instant THEN = Instant.parse("2026-08-08T08:00:00.123Z");

    private final SerialStore store;
    private final Transactions transactions;

    /** A store and the changes it takes part in. */
    public record Place(SerialStore store, Transactions transactions) {}

    protected SerialStoreContract(Place place) {
        this.store = place.store();
        this.transactions = place.transactions();
    }

    @Test
    void serial_numbers_are_kept_renewed_and_removed() {
        store.save(List.of(serial("SN-1", "a"), serial("SN-2", "b")));
        store.save(List.of(serial("SN-2", "c")));
        store.save(List.of());
        assertThat(store.all()).containsExactlyInAnyOrder(serial("SN-1", "a"), serial("SN-2", "c"));
        store.remove("SN-1");
        store.remove("SN-1");
        assertThat(store.all()).containsExactly(serial("SN-2", "c"));
    }

    @Test
    void what_fails_leaves_nothing() {
        store.save(List.of(serial("SN-1", "a")));
        assertThatThrownBy(() -> transactions.run(() -> {
                    store.save(List.of(serial("SN-1", "b"), serial("SN-2", "b")));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(store.all()).containsExactly(serial("SN-1", "a"));
    }

    @Test
    void thousands_are_kept_at_once() {
        store.save(
                IntStream.range(0, 5000).mapToObj(i -> serial("SN-" + i, "x")).toList());
        assertThat(store.all()).hasSize(5000);
    }

    private static SealedSerial serial(String serial, String key) {
        return new SealedSerial(serial, key, THEN);
    }
}
