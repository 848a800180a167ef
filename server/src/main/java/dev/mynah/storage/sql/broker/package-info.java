/** What the broker keeps, in the database. */
@NullMarked
package dev.mynah.storage.sql.broker;

import org.jspecify.annotations.NullMarked;
