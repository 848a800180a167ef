/** The same checks with a client of others against our broker and against the brokers of others. */
@NullMarked
package dev.mynah.transport.mqtt.oracle;

import org.jspecify.annotations.NullMarked;
