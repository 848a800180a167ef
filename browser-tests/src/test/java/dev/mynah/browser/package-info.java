/** The dashboard as people use it: a real browser, the real server, and a microphone that says what a test wants. */
@NullMarked
package dev.mynah.browser;

import org.jspecify.annotations.NullMarked;
