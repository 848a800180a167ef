/** What happens on the server, as it happens, for whoever watches. */
@NullMarked
package dev.mynah.event;

import org.jspecify.annotations.NullMarked;
