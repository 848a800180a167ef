/** Devices, their groups and serial numbers in SQL. */
@NullMarked
package dev.mynah.storage.sql.device;

import org.jspecify.annotations.NullMarked;
