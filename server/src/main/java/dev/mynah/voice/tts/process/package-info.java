/** Voices that run as programs of the machine. */
@NullMarked
package dev.mynah.voice.tts.process;

import org.jspecify.annotations.NullMarked;
