/** Audio on the wire: framing, parameters and the shape of Opus packets. */
@NullMarked
package dev.mynah.protocol.audio;

import org.jspecify.annotations.NullMarked;
