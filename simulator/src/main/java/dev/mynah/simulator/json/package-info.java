/** An app or home-made device that speaks the JSON dialect. */
@NullMarked
package dev.mynah.simulator.json;

import org.jspecify.annotations.NullMarked;
