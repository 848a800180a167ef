package dev.mynah.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.mynah.config.LogSettings;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets what is logged, as configured. */
final class Logging {
    private static final String ROOT = "dev.mynah";

    private Logging() {}

    static void apply(LogSettings settings) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(ROOT).setLevel(Level.convertAnSLF4JLevel(settings.level()));
            settings.levels().forEach((module, level) -> context.getLogger(ROOT + "." + module)
                    .setLevel(Level.convertAnSLF4JLevel(level)));
            switch (settings.format()) {
                case TEXT -> {} // as logback.xml has it
                case JSON -> asJson(context);
            }
        }
    }

    private static void asJson(LoggerContext context) {
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                .iteratorForAppenders()
                .forEachRemaining(appender -> {
                    if (appender instanceof ConsoleAppender<ILoggingEvent> console) {
                        JsonEncoder json = new JsonEncoder();
                        json.setContext(context);
                        json.start();
                        console.setEncoder(json);
                    }
                });
    }
}
