package dev.mynah.testing;

import dev.mynah.secret.KeyRing;
import dev.mynah.secret.MasterKey;
import dev.mynah.secret.MasterKeys;
import dev.mynah.secret.PurposeKeys;
import java.util.Arrays;
import java.util.Random;

/** Keys that are the same in every run. Stateless. */
public final class TestKeys {
    private TestKeys() {}

    /** The ring of a purpose, made of the master keys with these numbers, the current one first. */
    public static KeyRing ring(int... numbers) {
        return new PurposeKeys(new MasterKeys(
                        Arrays.stream(numbers).mapToObj(TestKeys::master).toList()))
                .claim("test.purpose");
    }

    private static MasterKey master(int number) {
        byte[] bytes = new byte[MasterKey.LENGTH];
        new Random(number).nextBytes(bytes);
        return new MasterKey(bytes);
    }
}
