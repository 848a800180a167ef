/** The built-in voice: US English, in this process, nothing to install. */
@NullMarked
package dev.mynah.voice.tts.freetts;

import org.jspecify.annotations.NullMarked;
