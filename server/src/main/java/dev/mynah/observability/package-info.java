/** Metrics, health and log fields. */
@NullMarked
package dev.mynah.observability;

import org.jspecify.annotations.NullMarked;
