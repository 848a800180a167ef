/** Language models behind the OpenAI chat completions API, whoever serves it. */
@NullMarked
package dev.mynah.voice.llm.openai;

import org.jspecify.annotations.NullMarked;
