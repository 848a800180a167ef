/** What can go wrong for a caller, as one catalogue. */
@NullMarked
package dev.mynah.error;

import org.jspecify.annotations.NullMarked;
