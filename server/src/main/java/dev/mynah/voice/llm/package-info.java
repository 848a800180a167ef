/** Language models: the port, its fallback chain, and one package a provider. */
@NullMarked
package dev.mynah.voice.llm;

import org.jspecify.annotations.NullMarked;
