/** What a broker does whatever the wire: who gets which message, and when it has arrived. */
@NullMarked
package dev.mynah.broker;

import org.jspecify.annotations.NullMarked;
