package dev.mynah.protocol.message;

/**
 * What a text frame turned out to be. Decoders return this instead of throwing: a stranger writes the text.
 *
 * @param <M> the kind of message that was expected
 */
public sealed interface Decoded<M> {

    /**
     * A message of the contract.
     *
     * @param sessionId as written in the message, empty when absent
     */
    record Valid<M>(String sessionId, M message) implements Decoded<M> {}

    /**
     * Not a message of the contract; the connection survives it (firmware wire contract §4.5).
     *
     * @param reason what is wrong, in words for a log line; holds member names, never what people said
     */
    record Malformed<M>(String reason) implements Decoded<M> {}
}
