/** What people set for the whole site while the server runs, over what the configuration says. */
@NullMarked
package dev.mynah.settings;

import org.jspecify.annotations.NullMarked;
