/** Where devices send their photos. */
@NullMarked
package dev.mynah.api.vision;

import org.jspecify.annotations.NullMarked;
