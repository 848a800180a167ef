package dev.mynah.access;

import dev.mynah.secret.Signer;
import java.util.Optional;

/**
 * One link in the chain of a session's refresh tokens. Nothing of it is stored: the signature says that it was issued, the
 * session's generation whether it is the present one. Immutable.
 */
record RefreshToken(String session, int generation) {
    private static final String PREFIX = "mynah-refresh_";

    /** The token if it is one that was issued. */
    static Optional<RefreshToken> parse(String text, Signer signer) {
        String[] parts =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\.", -1) : new String[0];
        if (parts.length != 3 || !parts[1].matches("[1-9]\\d{0,8}")) {
            return Optional.empty();
        }
        RefreshToken token = new RefreshToken(parts[0], Integer.parseInt(parts[1]));
        return signer.signed(token.signed(), parts[2]) ? Optional.of(token) : Optional.empty();
    }

    String text(Signer signer) {
        return PREFIX + signed() + "." + signer.sign(signed());
    }

    private String signed() {
        return session + "." + generation;
    }
}
