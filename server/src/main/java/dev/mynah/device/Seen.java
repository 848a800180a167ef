package dev.mynah.device;

import dev.mynah.session.SessionEnd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When and how a device was last there. Immutable.
 *
 * @param at null when never
 * @param transport the wire it last came on; null when none
 * @param leftFor why its last session ended; null when none did
 * @param usedTokenId of the token it last opened a channel with; null when it used none
 */
public record Seen(
        @Nullable Instant at,
        @Nullable String transport,
        @Nullable SessionEnd leftFor,
        @Nullable String usedTokenId) {
    /** Not yet. */
    public static final Seen NEVER = new Seen(null, null, null, null);

    /** The same a little later. */
    public Seen now(Instant instant) {
        return new Seen(instant, transport, leftFor, usedTokenId);
    }

    Seen on(String wire, Instant instant) {
        return new Seen(instant, wire, leftFor, usedTokenId);
    }

    Seen left(SessionEnd reason, Instant instant) {
        return new Seen(instant, transport, reason, usedTokenId);
    }

    Seen using(String tokenId) {
        return new Seen(at, transport, leftFor, tokenId);
    }
}
