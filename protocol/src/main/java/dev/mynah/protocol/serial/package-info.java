/** Devices on a serial line (documented protocols §7): text commands such as {@code $LED,ON,255#}, or binary frames. */
@NullMarked
package dev.mynah.protocol.serial;

import org.jspecify.annotations.NullMarked;
