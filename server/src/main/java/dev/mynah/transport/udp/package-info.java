/** Audio in encrypted datagrams (firmware wire contract §5.3). */
@NullMarked
package dev.mynah.transport.udp;

import org.jspecify.annotations.NullMarked;
