package dev.mynah.secret;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The server's master keys: the first one makes, all of them read. To change the key one puts a new one first and takes
 * the old one away when nothing is left that needs it. Immutable.
 */
public record MasterKeys(List<MasterKey> keys) {
    public MasterKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no key");
        }
        if (keys.stream().distinct().count() < keys.size()) {
            throw new IllegalArgumentException("the same key is there twice");
        }
    }

    /** One new key. */
    public static MasterKeys fresh(SecureRandom random) {
        byte[] bytes = new byte[MasterKey.LENGTH];
        random.nextBytes(bytes);
        return new MasterKeys(List.of(new MasterKey(bytes)));
    }

    /**
     * Reads keys, each as Base64 (with either alphabet) or 64 hexadecimal digits, one a line or separated by commas. Lines
     * that begin with {@code #} say something to people.
     *
     * @throws IllegalArgumentException when it is something else; the message repeats nothing of the text
     */
    public static MasterKeys parse(String text) {
        var keys = new ArrayList<MasterKey>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (!line.startsWith("#")) {
                Stream.of(line.split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .forEach(word -> keys.add(key(word, keys.size() + 1)));
            }
        }
        return new MasterKeys(keys);
    }

    /** The key that makes what is made from now on. */
    public MasterKey current() {
        return keys.getFirst();
    }

    /** These keys behind a new one. */
    public MasterKeys behind(MasterKey next) {
        return new MasterKeys(Stream.concat(Stream.of(next), keys.stream()).toList());
    }

    /** The form {@link #parse} reads. */
    String text() {
        var text = new StringBuilder(
                "# Mynah's master keys. The first makes, the others only read. Keep a copy apart from the"
                        + " data:\n# without it nothing sealed can be opened again.\n");
        keys.forEach(key ->
                text.append(Base64.getEncoder().encodeToString(key.bytes())).append('\n'));
        return text.toString();
    }

    @Override
    public String toString() {
        return keys.toString();
    }

    private static MasterKey key(String word, int number) {
        try {
            return new MasterKey(
                    word.length() == 2 * MasterKey.LENGTH
                            ? HexFormat.of().parseHex(word)
                            : Base64.getDecoder().decode(word.replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "key " + number + " is not 32 random bytes as Base64 or 64 hexadecimal digits; make one with:"
                            + " openssl rand -base64 32");
        }
    }
}
