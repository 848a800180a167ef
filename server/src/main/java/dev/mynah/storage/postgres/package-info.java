/** The database on a PostgreSQL server. */
@NullMarked
package dev.mynah.storage.postgres;

import org.jspecify.annotations.NullMarked;
