package dev.mynah.support;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Names that nobody guesses and that do not meet: hexadecimal digits behind what says of what they are. Thread-safe. */
public final class RandomIds implements Supplier<String> {
    private final String prefix;
    private final int bytes;
    private final SecureRandom random;

    /** @param bytes of randomness; each is two digits */
    public RandomIds(String prefix, int bytes, SecureRandom random) {
        this.prefix = prefix;
        this.bytes = bytes;
        this.random = random;
    }

    @Override
    public String get() {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return prefix + HexFormat.of().formatHex(id);
    }
}
