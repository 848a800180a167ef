package dev.mynah.access;

import java.time.Duration;

/**
 * How long logins last. Immutable.
 *
 * @param idle without being used
 * @param longest in all
 */
public record SessionLimits(Duration idle, Duration longest) {
    /** A user's logins at once; the one that was not used for longest ends when there are more. */
    static final int PER_USER = 50;
}
