/** The broker's ports, its clients' connections, and who may come in. */
@NullMarked
package dev.mynah.transport.mqtt;

import org.jspecify.annotations.NullMarked;
