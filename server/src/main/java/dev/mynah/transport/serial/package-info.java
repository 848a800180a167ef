/** Devices on serial lines. */
@NullMarked
package dev.mynah.transport.serial;

import org.jspecify.annotations.NullMarked;
