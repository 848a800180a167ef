/** What people look at first. */
@NullMarked
package dev.mynah.api.overview;

import org.jspecify.annotations.NullMarked;
