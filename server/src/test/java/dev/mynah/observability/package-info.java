/** Tests of figures. */
@NullMarked
package dev.mynah.observability;

import org.jspecify.annotations.NullMarked;
