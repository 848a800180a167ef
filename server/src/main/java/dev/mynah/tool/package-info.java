/** One catalogue of what can be done for a device: the device's own tools and the server's. */
@NullMarked
package dev.mynah.tool;

import org.jspecify.annotations.NullMarked;
