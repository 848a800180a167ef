/** People, logins, keys and the audit log in the database. */
@NullMarked
package dev.mynah.storage.sql.access;

import org.jspecify.annotations.NullMarked;
