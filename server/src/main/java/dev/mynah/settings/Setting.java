package dev.mynah.settings;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that can be set, declared once. Immutable.
 *
 * @param key as requests and the database write it
 * @param description one sentence for people
 * @param <T> what the program works with
 */
public record Setting<T>(String key, String description, SettingType<T> type) {
    /** Which language devices are spoken with when they do not name one. */
    public static final Setting<Locale> DEVICE_LANGUAGE = new Setting<>(
            "devices.language", "Language spoken with devices that do not name one.", SettingType.language());

    /** Which time devices show and tell. */
    public static final Setting<ZoneId> DEVICE_TIME_ZONE =
            new Setting<>("devices.time-zone", "Time zone of the devices.", SettingType.zone());

    /** All there are, in the order people see them. */
    public static final List<Setting<?>> ALL = List.of(DEVICE_LANGUAGE, DEVICE_TIME_ZONE);

    /** The setting with the key. */
    public static Optional<Setting<?>> named(String key) {
        return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }

    /** What may be set, in words. */
    public String allowed() {
        return type.allowed();
    }

    /** Whether the text may be set. */
    boolean allows(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException notAllowed) {
            return false;
        }
    }

    /** @throws IllegalArgumentException when the text is not allowed */
    T parse(String text) {
        return type.reader().apply(text);
    }
}
