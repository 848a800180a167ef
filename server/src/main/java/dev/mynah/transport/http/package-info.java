/** HTTP listeners with the byte rules that devices need. */
@NullMarked
package dev.mynah.transport.http;

import org.jspecify.annotations.NullMarked;
