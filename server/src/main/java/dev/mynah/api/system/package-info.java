/** The server as a machine: where it is reached, how it is doing, what stands in its way. */
@NullMarked
package dev.mynah.api.system;

import org.jspecify.annotations.NullMarked;
