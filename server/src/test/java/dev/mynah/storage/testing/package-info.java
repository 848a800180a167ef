/** Real databases for tests: {@link dev.mynah.storage.testing.OnEveryDatabase}. */
@NullMarked
package dev.mynah.storage.testing;

import org.jspecify.annotations.NullMarked;
