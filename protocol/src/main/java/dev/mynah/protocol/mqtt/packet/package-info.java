/** The packets of MQTT 3.1, 3.1.1 and 5.0, as a server reads and writes them. */
@NullMarked
package dev.mynah.protocol.mqtt.packet;

import org.jspecify.annotations.NullMarked;
