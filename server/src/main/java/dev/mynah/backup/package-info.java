/** Backups as files: what is in one, what of it is sealed, and how a directory is replaced as if at once. */
@NullMarked
package dev.mynah.backup;

import org.jspecify.annotations.NullMarked;
