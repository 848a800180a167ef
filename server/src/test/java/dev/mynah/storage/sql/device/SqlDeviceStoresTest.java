package dev.mynah.storage.sql.device;

import dev.mynah.device.DeviceStoresContract;
import dev.mynah.storage.sql.Sql;
import dev.mynah.storage.testing.OnEveryDatabase;

@OnEveryDatabase
class SqlDeviceStoresTest extends DeviceStoresContract {
    SqlDeviceStoresTest(Sql sql) {
        super(new Stores(new SqlDeviceStore(sql), new SqlGroupStore(sql), sql));
    }
}
