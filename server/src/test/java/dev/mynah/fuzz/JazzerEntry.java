package dev.mynah.fuzz;

import dev.mynah.fuzz.FuzzTargets.Target;
import java.io.IOException;
import java.util.function.Consumer;

/** What Jazzer calls, by names of its own choice; the target is told once, before anything else. */
public final class JazzerEntry {
    private static Consumer<byte[]> reader = input -> {
        throw new IllegalStateException("no target was chosen");
    };

    private JazzerEntry() {}

    /** @param arguments the target's name */
    public static void fuzzerInitialize(String[] arguments) throws IOException {
        reader = FuzzTargets.all().stream()
                .filter(target -> target.name().equals(arguments[0]))
                .map(Target::reader)
                .findFirst()
                .orElseThrow();
    }

    /** Reads one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        reader.accept(input);
    }
}
