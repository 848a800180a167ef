package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mynah.config.LogFormat;
import dev.mynah.config.LogSettings;
import java.util.Map;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.event.Level;

/** What libraries say reaches the log in its own form, and the recogniser's chatter does not. */
class LoggingTest {
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final ch.qos.logback.classic.Logger root =
            ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("ROOT");

    @BeforeEach
    void listen() {
        Logging.apply(new LogSettings(Level.INFO, Map.of(), LogFormat.TEXT));
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stop() {
        root.detachAppender(log);
        SLF4JBridgeHandler.uninstall();
    }

    @Test
    void the_recogniser_does_not_tell_of_every_sound() {
        Logger.getLogger("edu.cmu.sphinx.linguist.acoustic.UnitManager").info("CI Unit: AA");
        assertThat(log.list).isEmpty();
    }

    @Test
    void a_warning_of_a_library_is_logged_once() {
        Logger.getLogger("edu.cmu.sphinx.linguist.acoustic.UnitManager").warning("a model is broken");
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("a model is broken");
    }
}
