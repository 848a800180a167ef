/** The few shared bits: time as a parameter, bounded queues. */
@NullMarked
package dev.mynah.support;

import org.jspecify.annotations.NullMarked;
