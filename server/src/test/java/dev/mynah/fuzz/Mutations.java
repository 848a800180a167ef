package dev.mynah.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages examples: the same seed gives the same damage. Not thread-safe. */
final class Mutations {
    /** Numbers on which lengths and counts go wrong. */
    private static final int[] EDGES = {0, 1, 0x7f, 0x80, 0xff};

    private final List<byte[]> examples;
    private final Random random;

    Mutations(List<byte[]> examples, long seed) {
        this.examples = examples;
        this.random = new Random(seed);
    }

    /** The next input. */
    byte[] next() {
        byte[] bytes = any().clone();
        for (int changes = 1 + random.nextInt(5); changes > 0; changes--) {
            bytes = change(bytes);
        }
        return bytes;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private byte[] any() {
        return examples.get(random.nextInt(examples.size()));
    }

    private byte[] change(byte[] bytes) {
        if (bytes.length == 0) {
            return any().clone();
        }
        // Half of the damage where headers are.
        int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(48, bytes.length));
        return switch (random.nextInt(8)) {
            case 0 -> set(bytes, at, bytes[at] ^ 1 << random.nextInt(8));
            case 1 -> set(bytes, at, random.nextInt(256));
            case 2 -> set(bytes, at, EDGES[random.nextInt(EDGES.length)]);
            case 3 -> Arrays.copyOf(bytes, at);
            case 4 ->
                join(
                        Arrays.copyOf(bytes, at),
                        Arrays.copyOfRange(bytes, Math.min(bytes.length, at + 1 + random.nextInt(9)), bytes.length));
            case 5 ->
                join(
                        Arrays.copyOf(bytes, at),
                        Arrays.copyOfRange(bytes, Math.max(0, at - random.nextInt(20)), bytes.length));
            case 6 -> spliced(bytes, at);
            default -> filled(bytes, at);
        };
    }

    private static byte[] set(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        return bytes;
    }

    private byte[] filled(byte[] bytes, int at) {
        Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(9)), (byte) random.nextInt(256));
        return bytes;
    }

    private byte[] spliced(byte[] bytes, int at) {
        byte[] other = any();
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        return join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(other, from, other.length));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
