/** Tests of providers. */
@NullMarked
package dev.mynah.provider;

import org.jspecify.annotations.NullMarked;
