package dev.mynah.provisioning;

import dev.mynah.testing.MemorySerialStore;
import dev.mynah.testing.MemoryTransactions;

/** Holds the store that other tests use against the contract of real ones. */
class MemorySerialStoreTest extends SerialStoreContract {
    MemorySerialStoreTest() {
        super(place());
    }

    private static Place place() {
        MemoryTransactions transactions = new MemoryTransactions();
        return new Place(new MemorySerialStore(transactions), transactions);
    }
}
