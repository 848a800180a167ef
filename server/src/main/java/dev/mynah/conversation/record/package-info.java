/** Writes down conversations as they go over the wires, without their noticing. */
@NullMarked
package dev.mynah.conversation.record;

import org.jspecify.annotations.NullMarked;
