/** Devices on the broker: their conversations, what they report, and how they are reached. */
@NullMarked
package dev.mynah.transport.mqtt.device;

import org.jspecify.annotations.NullMarked;
