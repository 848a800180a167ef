/** Asks a provider, to see whether it works. */
@NullMarked
package dev.mynah.provider.trial;

import org.jspecify.annotations.NullMarked;
