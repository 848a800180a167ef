package dev.mynah.app;

import dev.mynah.access.AuditLog;
import dev.mynah.api.Resource;
import dev.mynah.api.settings.SettingsResource;
import dev.mynah.config.DeviceSettings;
import dev.mynah.settings.Setting;
import dev.mynah.settings.Settings;
import dev.mynah.settings.SettingsSnapshot;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.sql.SqlSettingsStore;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/** What can be set while the server runs, for the parts that go by it. Thread-safe. */
final class SiteSettings {
    private final Settings settings;
    private volatile Locale language;
    private volatile ZoneId zone;

    SiteSettings(DeviceSettings devices, Database database, AuditLog audit) {
        language = devices.language();
        zone = devices.zone();
        settings = new Settings(
                new SqlSettingsStore(database),
                database,
                audit,
                Map.of(
                        Setting.DEVICE_LANGUAGE.key(),
                        devices.language().toLanguageTag(),
                        Setting.DEVICE_TIME_ZONE.key(),
                        devices.zone().getId()));
        // Every configuration request asks for them; reading them out of their texts each time would be a waste.
        settings.onChange(this::use);
    }

    private void use(SettingsSnapshot changed) {
        language = changed.value(Setting.DEVICE_LANGUAGE);
        zone = changed.value(Setting.DEVICE_TIME_ZONE);
    }

    /** Reads what is stored; blocks. */
    void load() {
        settings.load();
    }

    /** Spoken with devices that name none. */
    Locale language() {
        return language;
    }

    /** Where the devices are. */
    ZoneId zone() {
        return zone;
    }

    Resource resource() {
        return new SettingsResource(settings);
    }
}
