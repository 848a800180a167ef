/** What MQTT and its audio cost, beside another broker. */
@NullMarked
package dev.mynah.benchmarks.mqtt;

import org.jspecify.annotations.NullMarked;
