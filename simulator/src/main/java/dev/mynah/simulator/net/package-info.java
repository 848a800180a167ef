/** The firmware's HTTP and WebSocket clients, as strict and as odd as the real ones. */
@NullMarked
package dev.mynah.simulator.net;

import org.jspecify.annotations.NullMarked;
