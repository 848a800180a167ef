package dev.mynah.protocol.seal;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * The secret of one connection: 16 bytes for AES-128 and 32 for the HMAC. A device makes it and sends it under the server's
 * RSA key of 2048 bits with OAEP (SHA-256 for both hashes, no label). Immutable.
 */
public final class SealKey {
    /** Bytes of a secret. */
    public static final int BYTES = 48;

    private static final int AES_BYTES = 16;
    private static final String RSA = "RSA/ECB/OAEPPadding";
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final byte[] secret;

    /** @throws IllegalArgumentException when it has not {@value #BYTES} bytes */
    public SealKey(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a secret has " + BYTES + " bytes, not " + secret.length);
        }
        this.secret = secret.clone();
    }

    /** A fresh one. */
    public static SealKey random(RandomGenerator random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new SealKey(secret);
    }

    /** The secret as only the holder of the private key can read it. */
    public byte[] wrapped(PublicKey server) throws InvalidKeyException {
        try {
            Cipher cipher = Cipher.getInstance(RSA);
            cipher.init(Cipher.ENCRYPT_MODE, server, OAEP);
            return cipher.doFinal(secret);
        } catch (InvalidKeyException unfit) {
            throw unfit;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no RSA with OAEP", impossible);
        }
    }

    /** The secret somebody sent; empty, and no word on why, when it is none. */
    public static Optional<SealKey> unwrap(byte[] wrapped, PrivateKey server) {
        try {
            Cipher cipher = Cipher.getInstance(RSA);
            cipher.init(Cipher.DECRYPT_MODE, server, OAEP);
            byte[] secret = cipher.doFinal(wrapped);
            return secret.length == BYTES ? Optional.of(new SealKey(secret)) : Optional.empty();
        } catch (GeneralSecurityException none) {
            return Optional.empty();
        }
    }

    byte[] aes() {
        return Arrays.copyOf(secret, AES_BYTES);
    }

    byte[] hmac() {
        return Arrays.copyOfRange(secret, AES_BYTES, BYTES);
    }
}
