package dev.mynah.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;

/** Argon2id (RFC 9106) of one lane. Computes for long and fills memory: {@link PasswordWork} says where. Thread-safe. */
final class Argon2 {
    private static final int SALT = 16;
    private static final int LENGTH = 32;
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final Argon2Parameters parameters;
    private final SecureRandom random;

    Argon2(Argon2Parameters parameters, SecureRandom random) {
        this.parameters = parameters;
        this.random = random;
    }

    PasswordHash hash(String password) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash("$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(
                        parameters.memoryKib(),
                        parameters.iterations(),
                        base64.encodeToString(salt),
                        base64.encodeToString(compute(password, salt, parameters, LENGTH))));
    }

    /** Whether the password is the one of the hash; false as well when the hash cannot be understood. */
    boolean matches(String password, PasswordHash hash) {
        Matcher matcher = FORM.matcher(hash.encoded());
        if (!matcher.matches()) {
            return false;
        }
        Argon2Parameters asked = parameters(matcher);
        if (!asked.reasonable()) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(matcher.group(4));
        byte[] salt = Base64.getDecoder().decode(matcher.group(3));
        return MessageDigest.isEqual(expected, compute(password, salt, asked, expected.length));
    }

    /** Whether the hash was made with other parameters than those of today. */
    boolean outdated(PasswordHash hash) {
        Matcher matcher = FORM.matcher(hash.encoded());
        return !matcher.matches() || !parameters(matcher).equals(parameters);
    }

    private static Argon2Parameters parameters(Matcher matcher) {
        return new Argon2Parameters(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    private static byte[] compute(String password, byte[] salt, Argon2Parameters parameters, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                        org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
                .withSalt(salt)
                .withMemoryAsKB(parameters.memoryKib())
                .withIterations(parameters.iterations())
                .withParallelism(1)
                .build());
        byte[] hash = new byte[length];
        // The same characters typed on different systems may be composed differently.
        String typed = Normalizer.normalize(password, Normalizer.Form.NFKC);
        generator.generateBytes(typed.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
