/** Speech synthesis: the port, its fallback chain, and one package a provider. */
@NullMarked
package dev.mynah.voice.tts;

import org.jspecify.annotations.NullMarked;
