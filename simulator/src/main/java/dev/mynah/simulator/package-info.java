/** Virtual devices, load and faults, made from the device wires alone. */
@NullMarked
package dev.mynah.simulator;

import org.jspecify.annotations.NullMarked;
