/** Tests of recording. */
@NullMarked
package dev.mynah.conversation.record;

import org.jspecify.annotations.NullMarked;
