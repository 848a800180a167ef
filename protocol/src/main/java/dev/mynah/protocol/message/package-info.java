/** The JSON messages of a voice channel, both directions. */
@NullMarked
package dev.mynah.protocol.message;

import org.jspecify.annotations.NullMarked;
