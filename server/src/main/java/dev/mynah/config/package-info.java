/** Typed configuration. */
@NullMarked
package dev.mynah.config;

import org.jspecify.annotations.NullMarked;
