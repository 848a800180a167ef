/** Services that hear, answer and speak, as people set them up while the server runs. */
@NullMarked
package dev.mynah.provider;

import org.jspecify.annotations.NullMarked;
