package dev.mynah.settings;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * What a setting may hold. Immutable.
 *
 * @param allowed in words
 * @param reader throws an IllegalArgumentException for what is not allowed
 * @param <T> what the program works with
 */
record SettingType<T>(String allowed, Function<String, T> reader) {
    static SettingType<Locale> language() {
        return new SettingType<>("a language tag such as en-US or zh-CN", SettingType::locale);
    }

    static SettingType<ZoneId> zone() {
        return new SettingType<>("a time zone such as Europe/Berlin or +08:00", text -> {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException unknown) {
                throw new IllegalArgumentException(text, unknown);
            }
        });
    }

    private static Locale locale(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            return required(Set.of(Locale.getISOLanguages()).contains(locale.getLanguage()), locale);
        } catch (IllformedLocaleException malformed) {
            throw new IllegalArgumentException(tag, malformed);
        }
    }

    private static <T> T required(boolean allowed, T value) {
        if (!allowed) {
            throw new IllegalArgumentException(value.toString());
        }
        return value;
    }
}
