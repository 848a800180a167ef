/** Topics: their rules, and finding who subscribed to one. */
@NullMarked
package dev.mynah.transport.mqtt.topic;

import org.jspecify.annotations.NullMarked;
