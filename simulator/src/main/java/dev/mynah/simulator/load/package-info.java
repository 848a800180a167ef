/** Many virtual devices at once, and what is measured on them. */
@NullMarked
package dev.mynah.simulator.load;

import org.jspecify.annotations.NullMarked;
