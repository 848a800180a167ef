package dev.mynah.access;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who proved to be who they are, and how. Immutable.
 *
 * @param session the login it was proved with; null for keys
 * @param cookie whether a browser sent it along by itself, so that a change needs a proof that it was meant
 */
public record Proven(Principal principal, @Nullable LoginSession session, boolean cookie) {}
