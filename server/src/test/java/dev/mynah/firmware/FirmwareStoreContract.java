package dev.mynah.firmware;

import static dev.mynah.testing.MemoryFleet.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.firmware.FirmwareStore.Arrival;
import dev.mynah.protocol.ota.FirmwareVersion;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.Transactions;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of firmware does. */
public abstract class FirmwareStoreContract {
    private static final Instant THEN = Instant.parse("2026-08-08T08:00:00.123Z");

    private final FirmwareStore store;
    private final Transactions transactions;

    /** A store and the changes it takes part in. */
    public record Stores(FirmwareStore store, Transactions transactions) {}

    protected FirmwareStoreContract(Stores stores) {
        this.store = stores.store();
        this.transactions = stores.transactions();
    }

    @Test
    void an_image_comes_back_with_everything_that_is_known_of_it() {
        FirmwareImage image = image("f1", "kitchen \u00e4 'x'", "2.4.3", 0);
        store.add(image);

        assertThat(store.images()).containsExactly(image);
    }

    @Test
    void the_latest_image_comes_first() {
        store.add(image("f1", "b", "2.4.3", 5));
        store.add(image("f2", "b", "2.4.4", 9));
        store.add(image("f3", "c", "2.4.3", 1));

        assertThat(store.images().stream().map(FirmwareImage::id)).containsExactly("f2", "f1", "f3");
    }

    @Test
    void a_board_has_a_version_once() {
        store.add(image("f1", "b", "2.4.3", 0));

        assertThatThrownBy(() -> store.add(image("f2", "b", "2.4.3", 1)))
                .isInstanceOfSatisfying(StorageException.class, failed -> assertThat(failed.reason())
                        .isEqualTo(StorageException.Reason.DUPLICATE));
        assertThat(store.images().stream().map(FirmwareImage::id)).containsExactly("f1");
    }

    @Test
    void an_image_is_removed_once() {
        store.add(image("f1", "b", "2.4.3", 0));

        assertThat(store.remove("f1")).isTrue();
        assertThat(store.remove("f1")).isFalse();
        assertThat(store.images()).isEmpty();
    }

    @Test
    void there_is_one_target_at_a_place_and_the_last_one_stays() {
        store.add(image("f1", "b", "2.4.3", 0));
        Target first = target("t1", Target.Place.board("b"), true);
        Target second = target("t2", Target.Place.board("b"), false);
        Target group = target("t3", Target.Place.group("b", "b"), false);
        Target device = target("t4", Target.Place.device(id(1)), true);
        store.put(first);
        store.put(group);
        store.put(second);
        store.put(device);

        assertThat(store.targets()).containsExactlyInAnyOrder(second, group, device);
    }

    @Test
    void a_target_is_taken_away_once() {
        store.add(image("f1", "b", "2.4.3", 0));
        store.put(target("t1", Target.Place.board("b"), true));

        assertThat(store.clear(Target.Place.board("c"))).isFalse();
        assertThat(store.clear(Target.Place.board("b"))).isTrue();
        assertThat(store.clear(Target.Place.board("b"))).isFalse();
        assertThat(store.targets()).isEmpty();
    }

    @Test
    void arrivals_are_kept_once_and_go_with_their_target() {
        store.add(image("f1", "b", "2.4.3", 0));
        store.put(target("t1", Target.Place.board("b"), true));
        store.put(target("t2", Target.Place.device(id(1)), true));
        store.arrived(Set.of(new Arrival("t1", id(1)), new Arrival("t2", id(1)), new Arrival("t9", id(1))));
        store.arrived(Set.of(new Arrival("t1", id(1)), new Arrival("t1", id(2))));

        assertThat(store.arrivals())
                .containsExactlyInAnyOrder(
                        new Arrival("t1", id(1)), new Arrival("t1", id(2)), new Arrival("t2", id(1)));

        store.put(target("t3", Target.Place.board("b"), true));

        assertThat(store.arrivals()).containsExactly(new Arrival("t2", id(1)));
    }

    @Test
    void what_fails_leaves_nothing_behind() {
        store.add(image("f1", "b", "2.4.3", 0));
        assertThatThrownBy(() -> transactions.run(() -> {
                    store.put(target("t1", Target.Place.board("b"), true));
                    throw new IllegalStateException("no");
                }))
                .hasMessageContaining("no");

        assertThat(store.targets()).isEmpty();
    }

    private static FirmwareImage image(String id, String board, String version, long seconds) {
        return new FirmwareImage(
                id,
                board,
                FirmwareVersion.parse(version).orElseThrow(),
                new FirmwareImage.Built("esp32s3", version + "-rc", "xiaozhi"),
                1_234_567,
                "ab".repeat(32),
                "notes\nof two lines",
                "ada",
                THEN.plusSeconds(seconds));
    }

    private static Target target(String id, Target.Place place, boolean forced) {
        return new Target(id, place, "f1", forced, "ada", THEN);
    }
}
