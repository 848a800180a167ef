package dev.mynah.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.storage.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of the set-up does. */
public abstract class SetupStoreContract {
    private final Transactions transactions;
    private final SetupStore store;

    protected SetupStoreContract(Transactions transactions, SetupStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    @Test
    void tokens_are_known_until_there_is_an_owner() {
        transactions.run(() -> store.offer("one"));
        transactions.run(() -> store.offer("other"));
        transactions.run(() -> store.offer("one"));
        assertThat(store.offered("one")).isTrue();
        assertThat(store.offered("two")).isFalse();
        assertThat(store.done()).isFalse();
        assertThat(transactions.<Boolean>change(store::finish)).isTrue();
        assertThat(store.done()).isTrue();
        assertThat(store.offered("one")).isFalse();
        assertThat(store.offered("other")).isFalse();
    }

    @Test
    void a_set_up_that_fails_leaves_everything_as_it_was() {
        transactions.run(() -> store.offer("one"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> transactions.run(() -> {
                    store.finish();
                    throw new IllegalStateException("the owner could not be stored");
                }))
                .hasMessageContaining("owner");
        assertThat(store.done()).isFalse();
        assertThat(store.offered("one")).isTrue();
    }

    @Test
    void of_many_that_finish_at_the_same_time_one_was_first() throws Exception {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(() -> transactions.change(store::finish));
        }
        int first = 0;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : pool.invokeAll(all)) {
                first += one.get() ? 1 : 0;
            }
        }
        assertThat(first).isEqualTo(1);
    }
}
