/** HTTP resources, one class each. */
@NullMarked
package dev.mynah.api;

import org.jspecify.annotations.NullMarked;
