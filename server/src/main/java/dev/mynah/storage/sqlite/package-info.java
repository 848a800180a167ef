/** The database in a file of its own: one writer that commits in batches, a few readers beside it. */
@NullMarked
package dev.mynah.storage.sqlite;

import org.jspecify.annotations.NullMarked;
