package dev.mynah.doctor;

import java.util.List;

/** Looks at one thing. */
@FunctionalInterface
public interface Check {
    /** What was found; never empty. Takes a few seconds at most. */
    List<Finding> findings();
}
