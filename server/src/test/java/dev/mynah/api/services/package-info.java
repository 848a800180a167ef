/** Tests of assistants and providers. */
@NullMarked
package dev.mynah.api.services;

import org.jspecify.annotations.NullMarked;
