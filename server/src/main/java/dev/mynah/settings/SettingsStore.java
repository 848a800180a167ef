package dev.mynah.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps settings. Thread-safe. Calls take part in the {@link dev.mynah.storage.Transactions change} around them. */
public interface SettingsStore {
    /**
     * A setting as it is kept. Immutable.
     *
     * @param value null once it went back to what the configuration says
     * @param version of all settings together when it was last set
     */
    record Kept(String key, @Nullable String value, long version) {}

    /** Everything that was ever set. */
    List<Kept> all();

    /** Keeps a setting in place of the one with its key. */
    void keep(Kept setting);
}
