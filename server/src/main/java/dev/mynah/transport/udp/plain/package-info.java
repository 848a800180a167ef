/** Audio in datagrams without a key. */
@NullMarked
package dev.mynah.transport.udp.plain;

import org.jspecify.annotations.NullMarked;
