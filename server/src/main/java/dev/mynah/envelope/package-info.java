/**
 * The JSON dialect of apps and home-made devices: requests in, one answer for each, in their order. The voice behind it is
 * that of every other device.
 */
@NullMarked
package dev.mynah.envelope;

import org.jspecify.annotations.NullMarked;
