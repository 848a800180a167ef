/** The configuration request: the first call a device makes after it starts. */
@NullMarked
package dev.mynah.ota;

import org.jspecify.annotations.NullMarked;
