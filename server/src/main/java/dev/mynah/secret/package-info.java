/** The server's own secrets: where its key comes from, keys for one purpose each, and values sealed with them. */
@NullMarked
package dev.mynah.secret;

import org.jspecify.annotations.NullMarked;
