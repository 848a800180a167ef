/** TLS as every port of the server speaks it. */
@NullMarked
package dev.mynah.transport.tls;

import org.jspecify.annotations.NullMarked;
