/** The device wires: sealed message records and their codecs. No I/O, no threads, no clock. */
@NullMarked
package dev.mynah.protocol;

import org.jspecify.annotations.NullMarked;
