/**
 * The JSON envelope dialect of apps and home-made devices on the WebSocket (documented protocols §3): every message is
 * {@code {"type", "data", "timestamp", "device_id", "message_id"}}.
 */
@NullMarked
package dev.mynah.protocol.envelope;

import org.jspecify.annotations.NullMarked;
