package dev.mynah.broker;

import org.jspecify.annotations.Nullable;

/**
 * A client that wants to connect and has proved who it is.
 *
 * @param clean whether a session that was kept is to be forgotten
 * @param expirySeconds how long the session is to outlive the connection
 * @param will what is to be published when the client is lost
 * @param peer its connection
 */
public record Arrival(
        String clientId,
        Principal who,
        boolean clean,
        long expirySeconds,
        @Nullable Will will,
        Peer peer) {}
