package dev.mynah.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.mynah.config.LogSettings;
import org.slf4j.LoggerFactory;

/** Sets what is logged, as configured. */
final class Logging {
    private static final String ROOT = "dev.mynah";

    private Logging() {}

    static void apply(LogSettings settings) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(ROOT).setLevel(Level.convertAnSLF4JLevel(settings.level()));
            settings.levels().forEach((module, level) -> context.getLogger(ROOT + "." + module)
                    .setLevel(Level.convertAnSLF4JLevel(level)));
        }
    }
}
