package dev.mynah.testing.probe;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * One question to one operation.
 *
 * @param name as a sentence
 * @param question asks it, and fails when the answer is wrong
 */
public record Probe(String name, Executable question) {
    public DynamicTest test() {
        return DynamicTest.dynamicTest(name, question);
    }
}
