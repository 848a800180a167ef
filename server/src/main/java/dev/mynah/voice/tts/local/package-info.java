/** The voices that need no network, chosen by what they can read. */
@NullMarked
package dev.mynah.voice.tts.local;

import org.jspecify.annotations.NullMarked;
