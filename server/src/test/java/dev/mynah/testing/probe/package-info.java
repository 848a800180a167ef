/** Tests that the contract itself gives: every operation with callers it is not for and with requests that do not follow it. */
@NullMarked
package dev.mynah.testing.probe;

import org.jspecify.annotations.NullMarked;
