/**
 * The stores of all features in SQL that SQLite and PostgreSQL both speak, and what the two engines share: the change in
 * progress on a thread, columns of our types, migrations.
 */
@NullMarked
package dev.mynah.storage.sql;

import org.jspecify.annotations.NullMarked;
