package dev.mynah.device;

import dev.mynah.testing.MemoryDeviceStore;
import dev.mynah.testing.MemoryGroupStore;
import dev.mynah.testing.MemoryTransactions;

/** Holds the stores that other tests use against the contract of real ones. */
class MemoryDeviceStoresTest extends DeviceStoresContract {
    MemoryDeviceStoresTest() {
        super(stores());
    }

    private static Stores stores() {
        MemoryTransactions transactions = new MemoryTransactions();
        MemoryDeviceStore devices = new MemoryDeviceStore(transactions);
        return new Stores(devices, new MemoryGroupStore(transactions, devices), transactions);
    }
}
