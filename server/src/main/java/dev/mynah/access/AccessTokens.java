package dev.mynah.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mynah.secret.KeyRing;
import dev.mynah.secret.PurposeKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Short-lived proofs of a login: JSON Web Tokens, HS256 and nothing else, signed with keys for this alone. They name the user
 * and the session and grant nothing by themselves: what the user may do is looked up, so a session that ends takes them along.
 * Thread-safe.
 */
public final class AccessTokens {
    /** How long one is good for. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String ISSUER = "mynah";
    private static final String SESSION = "sid";
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final KeyRing ring;

    /** @param ring of the purpose {@code access.jwt} */
    public AccessTokens(KeyRing ring) {
        this.ring = ring;
    }

    /** What a token that holds says. Immutable. */
    record Claims(String userId, String sessionId) {}

    String issue(String userId, String sessionId, Instant now) {
        PurposeKey key = ring.current();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(TYPE)
                .keyID(key.id())
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(ISSUER)
                .subject(userId)
                .claim(SESSION, sessionId)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new MACSigner(key.bytes()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key of 256 bits signs HS256", e);
        }
    }

    /** What the token says, if it is one of ours and has not ended. */
    Optional<Claims> read(String text, Instant now) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWSHeader header = token.getHeader();
            boolean ours = JWSAlgorithm.HS256.equals(header.getAlgorithm())
                    && TYPE.equals(header.getType())
                    && signed(token, header.getKeyID());
            return ours ? claims(token.getJWTClaimsSet(), now) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private boolean signed(SignedJWT token, @Nullable String keyId) throws JOSEException {
        Optional<PurposeKey> key = keyId == null ? Optional.empty() : ring.find(keyId);
        return key.isPresent() && token.verify(new MACVerifier(key.get().bytes()));
    }

    private static Optional<Claims> claims(JWTClaimsSet claims, Instant now) throws ParseException {
        Date end = claims.getExpirationTime();
        String user = claims.getSubject();
        String session = claims.getStringClaim(SESSION);
        boolean good = ISSUER.equals(claims.getIssuer())
                && claims.getAudience().contains(ISSUER)
                && end != null
                && now.isBefore(end.toInstant());
        return good && user != null && session != null ? Optional.of(new Claims(user, session)) : Optional.empty();
    }
}
