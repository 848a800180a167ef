package dev.mynah.observability;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;

/** Writes log lines by a pattern and {@link Redaction without secrets}, in messages and stack traces alike. Thread-safe. */
public final class RedactingEncoder extends PatternLayoutEncoder {
    @Override
    public byte[] encode(ILoggingEvent event) {
        return Redaction.of(getLayout().doLayout(event)).getBytes(StandardCharsets.UTF_8);
    }
}
