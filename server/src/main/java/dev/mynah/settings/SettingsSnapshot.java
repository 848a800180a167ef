package dev.mynah.settings;

import java.util.List;
import java.util.Map;

/**
 * All settings at one time. Immutable.
 *
 * @param version grows with each change; 0 before the first
 * @param configured what the configuration says, of every setting
 * @param changed what was set here instead, of some
 */
public record SettingsSnapshot(long version, Map<String, String> configured, Map<String, String> changed) {
    public SettingsSnapshot {
        configured = Map.copyOf(configured);
        changed = Map.copyOf(changed);
    }

    /** The value in force. */
    public <T> T value(Setting<T> setting) {
        return setting.parse(text(setting.key()));
    }

    /** Every setting, as people see it. */
    public List<Item> items() {
        return Setting.ALL.stream()
                .map(setting -> new Item(
                        setting, text(setting.key()), configured(setting.key()), changed.containsKey(setting.key())))
                .toList();
    }

    private String text(String key) {
        return changed.getOrDefault(key, configured(key));
    }

    private String configured(String key) {
        String text = configured.get(key);
        if (text == null) {
            throw new IllegalStateException("The configuration says nothing of " + key);
        }
        return text;
    }

    /**
     * One setting. Immutable.
     *
     * @param value in force
     * @param configured what the configuration says
     * @param changed whether it was set here
     */
    public record Item(Setting<?> setting, String value, String configured, boolean changed) {}
}
