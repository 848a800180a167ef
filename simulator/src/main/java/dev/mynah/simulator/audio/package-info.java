/** Microphone and loudspeaker: speech, WAV files, Opus. */
@NullMarked
package dev.mynah.simulator.audio;

import org.jspecify.annotations.NullMarked;
