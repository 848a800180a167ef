/** Tests of firmware in the database. */
@NullMarked
package dev.mynah.storage.sql.firmware;

import org.jspecify.annotations.NullMarked;
