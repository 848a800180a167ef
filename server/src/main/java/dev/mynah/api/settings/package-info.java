/** The settings of the site over REST. */
@NullMarked
package dev.mynah.api.settings;

import org.jspecify.annotations.NullMarked;
