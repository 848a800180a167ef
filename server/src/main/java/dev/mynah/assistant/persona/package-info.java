/** Who devices talk with: characters that people make. */
@NullMarked
package dev.mynah.assistant.persona;

import org.jspecify.annotations.NullMarked;
