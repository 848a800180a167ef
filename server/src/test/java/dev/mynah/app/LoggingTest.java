package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** What libraries say reaches the log in its form, as lines or as JSON. */
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
    void lines_are_json_when_asked_for() throws Exception {
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender("console");
        Encoder<ILoggingEvent> text = console.getEncoder();
        try {
            Logging.apply(new LogSettings(Level.INFO, Map.of(), LogFormat.JSON));
            root.warn("it \"rains\"");
            byte[] line = console.getEncoder().encode(log.list.getFirst());
            assertThat(new ObjectMapper().readTree(line).path("message").asText())
                    .isEqualTo("it \"rains\"");
        } finally {
            console.setEncoder(text);
        }
    }

    @Test
    void a_warning_of_a_library_is_logged_once() {
        Logger.getLogger("some.library").warning("a model is broken");
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("a model is broken");
    }
}
