package dev.mynah.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PurposeKeysTest {
    private static final MasterKeys KNOWN =
            MasterKeys.parse("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    @Test
    void d24_no_secret_serves_two_purposes() {
        PurposeKeys purposes = new PurposeKeys(KNOWN);
        KeyRing tokens = purposes.claim("device.token");
        KeyRing signing = purposes.claim("access.jwt");
        assertThat(tokens.current().bytes())
                .isNotEqualTo(signing.current().bytes())
                .isNotEqualTo(KNOWN.current().bytes());
        assertThatThrownBy(() -> purposes.claim("device.token")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void processes_with_the_same_master_key_have_the_same_purpose_keys() {
        assertThat(new PurposeKeys(KNOWN).claim("device.token").current().bytes())
                .isEqualTo(
                        new PurposeKeys(KNOWN).claim("device.token").current().bytes());
    }

    /** Computed with an implementation of RFC 5869 in another language; tokens in the field depend on it. */
    @Test
    void the_derivation_never_changes() {
        PurposeKey key = new PurposeKeys(KNOWN).claim("device.token").current();
        assertThat(HexFormat.of().formatHex(key.bytes()))
                .isEqualTo("d1fd308b1b713ed82d95c2e245c1c89e64c67d013ee6697dfffb1cca1706c15f");
        assertThat(key.id()).isEqualTo("bc83fcbce749dc74");
    }

    @Test
    void keys_of_older_master_keys_are_found_by_their_id() {
        MasterKeys both = KNOWN.behind(MasterKeys.fresh(new SecureRandom()).current());
        KeyRing ring = new PurposeKeys(both).claim("device.token");
        PurposeKey old = new PurposeKeys(KNOWN).claim("device.token").current();
        assertThat(ring.current().id()).isNotEqualTo(old.id());
        assertThat(ring.find(old.id()).orElseThrow().bytes()).isEqualTo(old.bytes());
        assertThat(ring.find("0000000000000000")).isEmpty();
    }

    @Test
    void names_say_feature_and_use() {
        PurposeKeys purposes = new PurposeKeys(KNOWN);
        for (String name : new String[] {"", "token", "Device.token", "device.", "device token"}) {
            assertThatThrownBy(() -> purposes.claim(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
