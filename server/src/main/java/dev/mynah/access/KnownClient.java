package dev.mynah.access;

import dev.mynah.secret.Signer;
import java.util.Optional;

/**
 * The mark of a browser or program from which a user logged in before. It proves nothing but that; it keeps the user from
 * having to wait because of strangers who guess. Immutable.
 */
record KnownClient(String userId, String id) {
    /** The mark, if it is one of ours. */
    static Optional<KnownClient> parse(String text, Signer signer) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        KnownClient client = new KnownClient(parts[0], parts[1]);
        return signer.signed(client.signed(), parts[2]) ? Optional.of(client) : Optional.empty();
    }

    String text(Signer signer) {
        return signed() + "." + signer.sign(signed());
    }

    private String signed() {
        return userId + "." + id;
    }
}
