/**
 * The encrypted envelope for sound on links without TLS (documented protocols §9). The weaker choice: it hides what is said,
 * not who says something, when and how much; TLS does all of that.
 */
@NullMarked
package dev.mynah.protocol.seal;

import org.jspecify.annotations.NullMarked;
