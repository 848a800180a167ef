/** The devices this server knows. */
@NullMarked
package dev.mynah.device;

import org.jspecify.annotations.NullMarked;
