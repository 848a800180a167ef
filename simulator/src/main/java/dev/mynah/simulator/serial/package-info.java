/** A device on a serial line. */
@NullMarked
package dev.mynah.simulator.serial;

import org.jspecify.annotations.NullMarked;
