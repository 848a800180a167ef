/** MQTT as devices speak it: who they are, how they prove it, and what they say on which topic. */
@NullMarked
package dev.mynah.protocol.mqtt;

import org.jspecify.annotations.NullMarked;
