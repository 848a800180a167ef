/** The devices this server knows: who they are, whose, what they reported and whether they are there. */
@NullMarked
package dev.mynah.device;

import org.jspecify.annotations.NullMarked;
