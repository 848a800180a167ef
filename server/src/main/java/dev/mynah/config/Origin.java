package dev.mynah.config;

import java.nio.file.Path;

/** Where a value was given, so that a message can point at it. Immutable. */
public sealed interface Origin {
    /** The place in the words of a message. */
    String place();

    /** A line of a YAML file; lines and columns count from 1. */
    record File(Path path, int line, int column) implements Origin {
        @Override
        public String place() {
            return path + ":" + line;
        }
    }

    /** An environment variable. */
    record Variable(String name) implements Origin {
        @Override
        public String place() {
            return "environment " + name;
        }
    }

    /** An argument of the command line. */
    record Argument(String option) implements Origin {
        @Override
        public String place() {
            return option;
        }
    }
}
