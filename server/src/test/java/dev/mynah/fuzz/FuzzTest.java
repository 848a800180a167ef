package dev.mynah.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.fuzz.FuzzTargets.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every reader answers whatever it gets: no exception but its own, no stall (the test's time limit), nothing unbounded. */
class FuzzTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TestFactory
    List<DynamicTest> a_few_thousand_inputs() throws IOException {
        return FuzzTargets.all().stream()
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> {
                    Mutations mutations = new Mutations(target.examples(), 21);
                    for (int i = 0; i < target.rounds(); i++) {
                        read(target, mutations.next());
                    }
                }))
                .toList();
    }

    @TestFactory
    @Tag("long")
    List<DynamicTest> a_minute_each() throws IOException {
        return FuzzTargets.all().stream()
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> {
                    Mutations mutations = new Mutations(target.examples(), 22);
                    long end = System.nanoTime() + LONG.toNanos();
                    long inputs = 0;
                    while (System.nanoTime() < end) {
                        read(target, mutations.next());
                        inputs++;
                    }
                    assertThat(inputs).isPositive();
                }))
                .toList();
    }

    private static void read(Target target, byte[] input) {
        try {
            target.reader().accept(input);
        } catch (RuntimeException | Error broken) {
            throw new AssertionError(
                    target.name() + " cannot read " + HexFormat.of().formatHex(input), broken);
        }
    }
}
