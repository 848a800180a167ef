package dev.mynah.config;

import java.util.Map;
import org.slf4j.event.Level;

/**
 * What is logged. Immutable.
 *
 * @param level for everything
 * @param levels for single modules, by package below {@code dev.mynah}, such as {@code voice.turn}
 */
public record LogSettings(Level level, Map<String, Level> levels, LogFormat format) {
    public LogSettings {
        levels = Map.copyOf(levels);
    }
}
