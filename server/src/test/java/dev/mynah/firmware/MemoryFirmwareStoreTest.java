package dev.mynah.firmware;

import dev.mynah.testing.MemoryFirmwareStore;
import dev.mynah.testing.MemoryTransactions;

/** Holds the store that other tests use against the contract of real ones. */
class MemoryFirmwareStoreTest extends FirmwareStoreContract {
    MemoryFirmwareStoreTest() {
        super(stores());
    }

    private static Stores stores() {
        MemoryTransactions transactions = new MemoryTransactions();
        return new Stores(new MemoryFirmwareStore(transactions), transactions);
    }
}
