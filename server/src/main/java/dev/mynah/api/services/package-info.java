/** Whom devices talk with, and who hears, answers and speaks. */
@NullMarked
package dev.mynah.api.services;

import org.jspecify.annotations.NullMarked;
