/** Whose turn it is: pure rules over events, and the scope that one reply lives in. */
@NullMarked
package dev.mynah.voice.turn;

import org.jspecify.annotations.NullMarked;
