package dev.mynah.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mynah.secret.KeyRing;
import dev.mynah.secret.MasterKeys;
import dev.mynah.secret.PurposeKeys;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private final Instant now = Instant.parse("2026-05-01T10:00:00Z");
    private final MasterKeys masters = MasterKeys.fresh(new SecureRandom());
    private final PurposeKeys purposes = new PurposeKeys(masters);
    private final KeyRing ring = purposes.claim("access.jwt");
    private final AccessTokens tokens = new AccessTokens(ring);

    @Test
    void a_token_says_whose_it_is_for_a_quarter_of_an_hour() {
        String token = tokens.issue("u_1", "s_1", now);
        assertThat(tokens.read(token, now)).contains(new AccessTokens.Claims("u_1", "s_1"));
        assertThat(tokens.read(token, now.plusSeconds(899))).isPresent();
        assertThat(tokens.read(token, now.plusSeconds(900))).isEmpty();
    }

    @Test
    void a_token_without_signature_is_worth_nothing() {
        assertThat(tokens.read(new PlainJWT(claims("mynah", "mynah")).serialize(), now))
                .isEmpty();
        String signed = tokens.issue("u_1", "s_1", now);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(tokens.read(none + signed.substring(signed.indexOf('.'), signed.lastIndexOf('.') + 1), now))
                .isEmpty();
        assertThat(tokens.read(signed.substring(0, signed.lastIndexOf('.') + 1), now))
                .isEmpty();
    }

    @Test
    void altered_claims_are_noticed() {
        String[] parts = tokens.issue("u_1", "s_1", now).split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String other = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.replace("u_1", "u_2").getBytes(StandardCharsets.UTF_8));
        assertThat(tokens.read(parts[0] + "." + other + "." + parts[2], now)).isEmpty();
    }

    @Test
    void d24_a_token_signed_with_the_key_of_another_purpose_is_worth_nothing() throws Exception {
        KeyRing other = purposes.claim("device.token");
        assertThat(tokens.read(signed(other, JWSAlgorithm.HS256, "at+jwt", claims("mynah", "mynah")), now))
                .isEmpty();
        assertThat(tokens.read(signed(ring, JWSAlgorithm.HS256, "at+jwt", claims("mynah", "mynah")), now))
                .isPresent();
    }

    @Test
    void another_issuer_audience_or_sort_of_token_is_refused_although_the_key_is_right() throws Exception {
        assertThat(tokens.read(signed(ring, JWSAlgorithm.HS256, "at+jwt", claims("other", "mynah")), now))
                .isEmpty();
        assertThat(tokens.read(signed(ring, JWSAlgorithm.HS256, "at+jwt", claims("mynah", "other")), now))
                .isEmpty();
        assertThat(tokens.read(signed(ring, JWSAlgorithm.HS256, "JWT", claims("mynah", "mynah")), now))
                .isEmpty();
    }

    @Test
    void tokens_go_on_while_the_master_key_they_come_from_is_kept_behind_a_new_one() {
        String old = tokens.issue("u_1", "s_1", now);
        MasterKeys both = masters.behind(MasterKeys.fresh(new SecureRandom()).current());
        AccessTokens later = new AccessTokens(new PurposeKeys(both).claim("access.jwt"));
        assertThat(later.read(old, now)).isPresent();
        assertThat(tokens.read(later.issue("u_1", "s_1", now), now)).isEmpty();
    }

    @Test
    void nonsense_is_no_token() {
        for (String nonsense : new String[] {"", ".", "..", "a.b.c", "eyJhbGciOiJIUzI1NiJ9..", "x".repeat(100_000)}) {
            assertThat(tokens.read(nonsense, now)).isEmpty();
        }
    }

    private JWTClaimsSet claims(String issuer, String audience) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject("u_1")
                .claim("sid", "s_1")
                .expirationTime(Date.from(now.plusSeconds(60)))
                .build();
    }

    private static String signed(KeyRing ring, JWSAlgorithm algorithm, String type, JWTClaimsSet claims)
            throws Exception {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType(type))
                .keyID(ring.current().id())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new MACSigner(ring.current().bytes()));
        return token.serialize();
    }
}
