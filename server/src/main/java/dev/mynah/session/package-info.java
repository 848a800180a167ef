/** A device's session: what outlives a socket, and how to reach the device whatever the wire. */
@NullMarked
package dev.mynah.session;

import org.jspecify.annotations.NullMarked;
