package dev.mynah.storage.sql.firmware;

import dev.mynah.firmware.FirmwareStoreContract;
import dev.mynah.storage.sql.Sql;
import dev.mynah.storage.testing.OnEveryDatabase;

@OnEveryDatabase
class SqlFirmwareStoreTest extends FirmwareStoreContract {
    SqlFirmwareStoreTest(Sql sql) {
        super(new Stores(new SqlFirmwareStore(sql), sql));
    }
}
