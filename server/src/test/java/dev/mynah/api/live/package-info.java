/** Tests of the event stream. */
@NullMarked
package dev.mynah.api.live;

import org.jspecify.annotations.NullMarked;
