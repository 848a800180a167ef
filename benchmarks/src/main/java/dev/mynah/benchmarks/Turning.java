package dev.mynah.benchmarks;

import java.util.List;

/** Hands out the same things round and round. */
final class Turning<T> {
    private final List<T> things;
    private int at;

    Turning(List<T> things) {
        this.things = things;
    }

    T next() {
        at = at + 1 == things.size() ? 0 : at + 1;
        return things.get(at);
    }
}
