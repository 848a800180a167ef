package dev.mynah.app;

import dev.mynah.access.AuditLog;
import dev.mynah.device.DeviceStore;
import dev.mynah.device.GroupStore;
import dev.mynah.provisioning.SerialStore;
import dev.mynah.storage.Transactions;
import dev.mynah.storage.sql.Sql;
import dev.mynah.storage.sql.device.SqlDeviceStore;
import dev.mynah.storage.sql.device.SqlGroupStore;
import dev.mynah.storage.sql.device.SqlSerialStore;

/** Where everything about devices is kept. */
record Stores(Transactions transactions, AuditLog audit, DeviceStore devices, GroupStore groups, SerialStore serials) {
    static Stores in(Sql sql, AuditLog audit) {
        return new Stores(sql, audit, new SqlDeviceStore(sql), new SqlGroupStore(sql), new SqlSerialStore(sql));
    }
}
