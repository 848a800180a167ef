package dev.mynah.storage.sql.device;

import dev.mynah.provisioning.SerialStoreContract;
import dev.mynah.storage.sql.Sql;
import dev.mynah.storage.testing.OnEveryDatabase;

@OnEveryDatabase
class SqlSerialStoreTest extends SerialStoreContract {
    SqlSerialStoreTest(Sql sql) {
        super(new Place(new SqlSerialStore(sql), sql));
    }
}
