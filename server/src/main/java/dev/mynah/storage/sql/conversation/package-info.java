/** Conversations in the database. */
@NullMarked
package dev.mynah.storage.sql.conversation;

import org.jspecify.annotations.NullMarked;
