package dev.mynah.transport.websocket;

import dev.mynah.session.Sessions;
import dev.mynah.session.TextDialect;
import java.time.Duration;

/**
 * What connections may speak. Immutable.
 *
 * @param sessions the firmware's dialect
 * @param dialect the other one
 * @param helloTimeout until it must be known who is there
 * @param maxMessageBytes longest message of the firmware, and of everybody until then
 */
public record Conversations(Sessions sessions, TextDialect dialect, Duration helloTimeout, int maxMessageBytes) {}
