package dev.mynah.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretSealerTest {
    private final SecureRandom random = new SecureRandom();
    private final MasterKeys first = MasterKeys.fresh(random);
    private final SecretSealer sealer = sealer(first, "provider.api-key");

    @Test
    void what_was_sealed_can_be_opened_for_the_same_record() {
        assertThat(sealer.open("provider-1", sealer.seal("provider-1", "sk-秘密")))
                .isEqualTo("sk-秘密");
        assertThat(sealer.open("empty", sealer.seal("empty", ""))).isEmpty();
    }

    @Test
    void the_same_text_is_sealed_differently_each_time_and_never_shows() {
        String once = sealer.seal("p", "sk-very-secret");
        assertThat(once)
                .isNotEqualTo(sealer.seal("p", "sk-very-secret"))
                .startsWith("s1." + first.current().id() + ".");
        byte[] bytes = Base64.getUrlDecoder().decode(once.substring(once.lastIndexOf('.') + 1));
        assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("very");
    }

    @Test
    void a_value_moved_to_another_record_does_not_open() {
        String sealed = sealer.seal("provider-1", "sk-1");
        assertThatThrownBy(() -> sealer.open("provider-2", sealed))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageContaining("provider-2")
                .hasMessageNotContaining("sk-1");
    }

    @Test
    void a_value_of_another_purpose_does_not_open() {
        String sealed = sealer.seal("1", "sk-1");
        assertThatThrownBy(() -> sealer(first, "device.serial-key").open("1", sealed))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void every_altered_character_is_noticed() {
        String sealed = sealer.seal("1", "sk-1");
        for (int at = 0; at < sealed.length(); at++) {
            String altered =
                    sealed.substring(0, at) + (sealed.charAt(at) == 'A' ? 'B' : 'A') + sealed.substring(at + 1);
            if (!sameBytes(sealed, altered)) {
                assertThatThrownBy(() -> sealer.open("1", altered)).isInstanceOf(SealBrokenException.class);
            }
        }
    }

    @Test
    void nonsense_is_refused_and_not_an_accident() {
        for (String nonsense : new String[] {
            "",
            ".",
            "..",
            "s1..",
            "s1." + first.current().id() + ".",
            "s1." + first.current().id() + ".AAAA",
            "plain"
        }) {
            assertThatThrownBy(() -> sealer.open("1", nonsense)).isInstanceOf(SealBrokenException.class);
        }
    }

    @Test
    void after_a_new_key_was_put_first_old_values_open_and_count_as_stale() {
        String old = sealer.seal("1", "sk-1");
        MasterKeys both = first.behind(MasterKeys.fresh(random).current());
        SecretSealer later = sealer(both, "provider.api-key");
        assertThat(later.open("1", old)).isEqualTo("sk-1");
        assertThat(later.stale(old)).isTrue();
        String anew = later.seal("1", later.open("1", old));
        assertThat(later.stale(anew)).isFalse();
        SecretSealer onlyNew = sealer(new MasterKeys(both.keys().subList(0, 1)), "provider.api-key");
        assertThat(onlyNew.open("1", anew)).isEqualTo("sk-1");
        assertThatThrownBy(() -> onlyNew.open("1", old))
                .hasMessageContaining(first.current().id())
                .hasMessageContaining("does not have");
    }

    private SecretSealer sealer(MasterKeys keys, String purpose) {
        return new SecretSealer(new PurposeKeys(keys).claim(purpose), random);
    }

    /** The last character of Base64 may carry bits that mean nothing. */
    private static boolean sameBytes(String one, String other) {
        String[] left = one.split("\\.");
        String[] right = other.split("\\.", -1);
        try {
            return right.length == 3
                    && left[0].equals(right[0])
                    && left[1].equals(right[1])
                    && java.util.Arrays.equals(
                            Base64.getUrlDecoder().decode(left[2]),
                            Base64.getUrlDecoder().decode(right[2]));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
