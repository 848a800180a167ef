/** The commands that people type. */
@NullMarked
package dev.mynah.simulator.cli;

import org.jspecify.annotations.NullMarked;
