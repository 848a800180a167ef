package dev.mynah.envelope;

import dev.mynah.protocol.envelope.AudioDescription;
import dev.mynah.protocol.seal.AudioSeal;
import dev.mynah.protocol.seal.SealKey;
import dev.mynah.voice.audio.format.UnreadableSoundException;
import dev.mynah.voice.audio.format.UnreadableSoundException.Kind;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how one connection's sound is sealed. Once a secret was exchanged everything must be: otherwise who stands in
 * between could slip in sound of his own. Confined to the conversation's lane.
 */
final class Sealing {
    private final SecureRandom random = new SecureRandom();
    private final @Nullable KeyPair keys;
    private @Nullable AudioSeal seal;

    /** @param keys of the server; null when nothing is sealed here */
    Sealing(@Nullable KeyPair keys) {
        this.keys = keys;
    }

    Optional<KeyPair> keys() {
        return Optional.ofNullable(keys);
    }

    /** Takes the other end's secret; false when there is none in it, or nothing is sealed here. */
    boolean exchange(byte[] wrapped) {
        if (keys == null) {
            return false;
        }
        Optional<SealKey> secret = SealKey.unwrap(wrapped, keys.getPrivate());
        secret.ifPresent(key -> seal = new AudioSeal(key, AudioSeal.End.SERVER, random));
        return secret.isPresent();
    }

    boolean active() {
        return seal != null;
    }

    byte[] seal(byte[] sound) {
        return seal == null ? sound : seal.seal(sound);
    }

    byte[] open(byte[] bytes, AudioDescription description) throws UnreadableSoundException {
        boolean sealed = description.encryption().equals(AudioSeal.NAME);
        if (!sealed && !description.encryption().equals("none")) {
            throw new UnreadableSoundException(Kind.UNSUPPORTED, "the only encryption known is " + AudioSeal.NAME);
        }
        if (sealed != active()) {
            throw new UnreadableSoundException(
                    Kind.DAMAGED,
                    sealed ? "it is sealed, but no secret was exchanged" : "sound of this connection must be sealed");
        }
        return seal == null
                ? bytes
                : seal.open(bytes)
                        .orElseThrow(() -> new UnreadableSoundException(Kind.DAMAGED, "its seal does not fit"));
    }
}
