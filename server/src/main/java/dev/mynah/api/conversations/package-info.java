/** What was said. */
@NullMarked
package dev.mynah.api.conversations;

import org.jspecify.annotations.NullMarked;
