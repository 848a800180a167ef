/** One voice session per audio channel: it hears, decides whose turn it is and speaks. */
@NullMarked
package dev.mynah.voice;

import org.jspecify.annotations.NullMarked;
