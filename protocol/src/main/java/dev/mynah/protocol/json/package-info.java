/** Reading and writing JSON within the limits of the wires. */
@NullMarked
package dev.mynah.protocol.json;

import org.jspecify.annotations.NullMarked;
