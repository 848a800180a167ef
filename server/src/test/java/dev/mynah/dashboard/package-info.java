/** Tests of the pages. */
@NullMarked
package dev.mynah.dashboard;

import org.jspecify.annotations.NullMarked;
