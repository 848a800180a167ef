/** Pages in a real browser against a real server. */
@NullMarked
package dev.mynah.browser;

import org.jspecify.annotations.NullMarked;
