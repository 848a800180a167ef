/** What every speech or language provider has in common: how it fails. */
@NullMarked
package dev.mynah.voice.provider;

import org.jspecify.annotations.NullMarked;
