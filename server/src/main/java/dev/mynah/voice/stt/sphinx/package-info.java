/**
 * The built-in recogniser: US English, in this process, without a key or a download. A grammar of commands and a free
 * vocabulary listen to the same audio; the grammar is believed when both heard alike.
 */
@NullMarked
package dev.mynah.voice.stt.sphinx;

import org.jspecify.annotations.NullMarked;
