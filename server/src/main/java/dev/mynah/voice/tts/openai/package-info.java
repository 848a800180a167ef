/** Voices behind the OpenAI speech API, whoever serves it. */
@NullMarked
package dev.mynah.voice.tts.openai;

import org.jspecify.annotations.NullMarked;
