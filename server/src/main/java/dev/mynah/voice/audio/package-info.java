/** Samples and packets: Opus, voice activity, resampling, frames. Everything counts in audio time. */
@NullMarked
package dev.mynah.voice.audio;

import org.jspecify.annotations.NullMarked;
