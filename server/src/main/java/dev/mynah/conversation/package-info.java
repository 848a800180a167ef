/** What was said and heard in one conversation. */
@NullMarked
package dev.mynah.conversation;

import org.jspecify.annotations.NullMarked;
