/** The server's certificate: read, checked, watched, and made for a network of one's own. */
@NullMarked
package dev.mynah.tls;

import org.jspecify.annotations.NullMarked;
