/** The offline assistant: one list of skills gives the grammar, the understanding and the answers. */
@NullMarked
package dev.mynah.assistant;

import org.jspecify.annotations.NullMarked;
