package dev.mynah.access;

/**
 * How much work a password hash is. Immutable.
 *
 * @param memoryKib memory it fills, in KiB
 * @param iterations passes over that memory
 */
public record Argon2Parameters(int memoryKib, int iterations) {
    /** 32 MiB in four passes: 100 to 200 ms on one core of a small server. */
    public static final Argon2Parameters DEFAULT = new Argon2Parameters(32 * 1024, 4);

    /** What a stored hash may ask for at most, so that one from elsewhere cannot exhaust memory. */
    private static final Argon2Parameters MOST = new Argon2Parameters(256 * 1024, 64);

    boolean reasonable() {
        return memoryKib >= 8 && memoryKib <= MOST.memoryKib && iterations >= 1 && iterations <= MOST.iterations;
    }
}
