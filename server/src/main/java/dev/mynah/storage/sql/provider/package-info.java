/** Providers and assistants in the database. */
@NullMarked
package dev.mynah.storage.sql.provider;

import org.jspecify.annotations.NullMarked;
