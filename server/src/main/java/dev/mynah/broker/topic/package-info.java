/** Topics: their rules, and finding who subscribed to one. */
@NullMarked
package dev.mynah.broker.topic;

import org.jspecify.annotations.NullMarked;
