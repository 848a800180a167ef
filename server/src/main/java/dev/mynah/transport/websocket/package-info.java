/** The device's WebSocket. */
@NullMarked
package dev.mynah.transport.websocket;

import org.jspecify.annotations.NullMarked;
