/** Tests of the event stream's memory. */
@NullMarked
package dev.mynah.event;

import org.jspecify.annotations.NullMarked;
