/** What the three OpenAI-compatible adapters share: addresses, keys, deadlines and one way to send a request. */
@NullMarked
package dev.mynah.voice.provider.openai;

import org.jspecify.annotations.NullMarked;
