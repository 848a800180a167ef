/** Recognisers behind the OpenAI transcriptions API, whoever serves it. */
@NullMarked
package dev.mynah.voice.stt.openai;

import org.jspecify.annotations.NullMarked;
