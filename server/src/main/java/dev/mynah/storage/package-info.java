/** What features know of storage: changes that belong together, and that storing can fail. */
@NullMarked
package dev.mynah.storage;

import org.jspecify.annotations.NullMarked;
