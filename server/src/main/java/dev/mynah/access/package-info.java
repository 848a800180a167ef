/** People and programs that use the server: who they are, what they may do, and what they did. */
@NullMarked
package dev.mynah.access;

import org.jspecify.annotations.NullMarked;
