/** A broker that is not ours, with this server as its client. */
@NullMarked
package dev.mynah.transport.mqtt.external;

import org.jspecify.annotations.NullMarked;
