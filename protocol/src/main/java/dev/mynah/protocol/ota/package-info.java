/** The configuration request: what a device reports and what it is told. */
@NullMarked
package dev.mynah.protocol.ota;

import org.jspecify.annotations.NullMarked;
