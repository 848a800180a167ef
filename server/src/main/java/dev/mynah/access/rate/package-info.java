/** How often somebody may ask. */
@NullMarked
package dev.mynah.access.rate;

import org.jspecify.annotations.NullMarked;
