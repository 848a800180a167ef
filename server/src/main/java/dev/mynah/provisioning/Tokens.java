package dev.mynah.provisioning;

import dev.mynah.device.Device;
import dev.mynah.device.Pairing;
import dev.mynah.protocol.DeviceId;
import dev.mynah.secret.KeyRing;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of devices: {@code <id>.<secret>}, 66 characters of {@code A-Z a-z 0-9 . _ -}. The id is random and kept with
 * the device, the secret is an HMAC-SHA256 of address, client id and token id with a key that has no other use. So a token
 * can be told again at every boot without a database, and the database holds nothing that opens anything. Thread-safe.
 */
public final class Tokens {
    private static final int ID_BYTES = 16;
    private static final String HMAC = "HmacSHA256";

    private final List<SecretKey> keys;
    private final String scheme;
    private final Duration overlap;
    private final InstantSource clock;
    private final SecureRandom random;

    /**
     * @param ring of a purpose that makes nothing but these tokens; tokens of its older keys hold too
     * @param scheme the word before the token in {@code Authorization}
     * @param overlap longest time a token still holds after a new one took its place
     */
    public Tokens(KeyRing ring, String scheme, Duration overlap, InstantSource clock, SecureRandom random) {
        this.keys = ring.keys().stream().map(key -> key.forAlgorithm(HMAC)).toList();
        this.scheme = scheme;
        this.overlap = overlap;
        this.clock = clock;
        this.random = random;
    }

    /** An id for a new token. */
    public String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /**
     * What the device is given to keep; empty when it may have none. A device puts {@code Bearer} before a token without a
     * space and sends one with a space as it is (firmware wire contract §4.1, C28), so any other scheme is part of it.
     */
    public String delivered(Device device) {
        Pairing pairing = device.pairing();
        String id = pairing == null ? null : pairing.tokenId();
        if (pairing == null || id == null) {
            return "";
        }
        String token = token(keys.getFirst(), device.id(), pairing.clientId(), id);
        return scheme.equals("Bearer") ? token : scheme + " " + token;
    }

    /**
     * Which token of the device a header shows, compared word by word; empty when it is none that holds.
     *
     * @param authorization the whole header; null when there is none
     */
    Optional<String> recognised(Device device, @Nullable String authorization) {
        Pairing pairing = device.pairing();
        if (pairing == null || authorization == null) {
            return Optional.empty();
        }
        byte[] shown = authorization.getBytes(StandardCharsets.UTF_8);
        String found = null;
        for (String id : holding(device, pairing)) {
            for (SecretKey key : keys) {
                String token = token(key, device.id(), pairing.clientId(), id);
                // All are compared, so that the time says nothing about which one was near.
                found = same("Bearer " + token, shown) ? id : found;
                found = same(scheme + " " + token, shown) ? id : found;
            }
        }
        return Optional.ofNullable(found);
    }

    private List<String> holding(Device device, Pairing pairing) {
        List<String> ids = new ArrayList<>(2);
        String current = pairing.tokenId();
        if (current == null) {
            return ids;
        }
        ids.add(current);
        String previous = pairing.previousTokenId();
        Instant rotated = pairing.rotatedAt();
        boolean unused = !current.equals(device.seen().usedTokenId());
        if (previous != null && rotated != null && unused && clock.instant().isBefore(rotated.plus(overlap))) {
            ids.add(previous);
        }
        return ids;
    }

    private static boolean same(String expected, byte[] shown) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), shown);
    }

    private static String token(SecretKey key, DeviceId device, String clientId, String id) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            // None of the three can hold a line end.
            byte[] secret = mac.doFinal((device.mac() + "\n" + clientId + "\n" + id).getBytes(StandardCharsets.UTF_8));
            return id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }
}
