package dev.mynah.access;

/**
 * Who somebody is elsewhere: the only two claims that together never change and are never somebody else's. Immutable.
 *
 * @param issuer the provider
 * @param subject the person, as the provider tells people apart
 */
public record ForeignIdentity(String issuer, String subject) {}
