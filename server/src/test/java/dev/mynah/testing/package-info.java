/** Stand-ins that tests of several features share. */
@NullMarked
package dev.mynah.testing;

import org.jspecify.annotations.NullMarked;
