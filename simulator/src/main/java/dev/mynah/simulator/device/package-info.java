/** A virtual device: states, playback, tools and what it notices. */
@NullMarked
package dev.mynah.simulator.device;

import org.jspecify.annotations.NullMarked;
