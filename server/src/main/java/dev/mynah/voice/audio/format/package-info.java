/** The files and streams in which apps and home-made devices send and get sound: WAV, PCM, MP3, Ogg Opus. */
@NullMarked
package dev.mynah.voice.audio.format;

import org.jspecify.annotations.NullMarked;
