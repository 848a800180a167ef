/** What things cost: JMH benchmarks and load profiles. Never shipped. */
@NullMarked
package dev.mynah.benchmarks;

import org.jspecify.annotations.NullMarked;
