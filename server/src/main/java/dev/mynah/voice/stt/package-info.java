/** Speech recognition: the port, its fallback chain, and one package a provider. */
@NullMarked
package dev.mynah.voice.stt;

import org.jspecify.annotations.NullMarked;
