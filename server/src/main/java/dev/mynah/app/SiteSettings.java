package dev.mynah.app;

import dev.mynah.access.AuditLog;
import dev.mynah.api.Resource;
import dev.mynah.api.settings.SettingsResource;
import dev.mynah.config.DeviceSettings;
import dev.mynah.settings.Setting;
import dev.mynah.settings.Settings;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.sql.SqlSettingsStore;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/** What can be set while the server runs, for the parts that go by it. Thread-safe. */
final class SiteSettings {
    private final Settings settings;

    SiteSettings(DeviceSettings devices, Database database, AuditLog audit) {
        settings = new Settings(
                new SqlSettingsStore(database),
                database,
                audit,
                Map.of(
                        Setting.DEVICE_LANGUAGE.key(),
                        devices.language().toLanguageTag(),
                        Setting.DEVICE_TIME_ZONE.key(),
                        devices.zone().getId()));
    }

    /** Reads what is stored; blocks. */
    void load() {
        settings.load();
    }

    /** Spoken with devices that name none. */
    Locale language() {
        return settings.current().value(Setting.DEVICE_LANGUAGE);
    }

    /** Where the devices are. */
    ZoneId zone() {
        return settings.current().value(Setting.DEVICE_TIME_ZONE);
    }

    Resource resource() {
        return new SettingsResource(settings);
    }
}
