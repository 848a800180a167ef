/** Questions about what a device's camera sees: who may ask, and what is answered. */
@NullMarked
package dev.mynah.vision;

import org.jspecify.annotations.NullMarked;
