/** Seeded mutations of committed examples, thrown at everything that reads what strangers send. */
@NullMarked
package dev.mynah.fuzz;

import org.jspecify.annotations.NullMarked;
