/** The composition root: reads the configuration, constructs everything, starts and stops it in order. */
@NullMarked
package dev.mynah.app;

import org.jspecify.annotations.NullMarked;
