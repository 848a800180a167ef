/** Devices over REST: what they are, who has them, what they do. */
@NullMarked
package dev.mynah.api.devices;

import org.jspecify.annotations.NullMarked;
