package dev.mynah.broker;

/**
 * What a client wants to be published when it is lost.
 *
 * @param delaySeconds how long it may be away before that
 */
public record Will(Message message, long delaySeconds) {}
