/**
 * The checks of the firmware wire contract §9, each held against the whole server on real sockets. A test is named after
 * its check; {@code docs/evidence/conformance.md} lists them all.
 */
@NullMarked
package dev.mynah.conformance;

import org.jspecify.annotations.NullMarked;
