package dev.mynah.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.mynah.config.LogSettings;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets what is logged, as configured. */
final class Logging {
    private static final String ROOT = "dev.mynah";

    /** Tells of every sound and odd word of its dictionary otherwise. Held here, or its level would be forgotten. */
    private static final Logger RECOGNISER = Logger.getLogger("edu.cmu.sphinx");

    private Logging() {}

    static void apply(LogSettings settings) {
        RECOGNISER.setLevel(java.util.logging.Level.WARNING);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(ROOT).setLevel(Level.convertAnSLF4JLevel(settings.level()));
            settings.levels().forEach((module, level) -> context.getLogger(ROOT + "." + module)
                    .setLevel(Level.convertAnSLF4JLevel(level)));
        }
    }
}
