package dev.mynah.protocol.envelope;

/** What a text turned out to be. Decoders return this instead of throwing: a stranger writes the text. */
public sealed interface EnvelopeDecoded {
    /** A message of this dialect. */
    record Valid(Envelope<EnvelopeRequest> envelope) implements EnvelopeDecoded {}

    /**
     * No message of this dialect.
     *
     * @param messageId of the broken message, as far as it can be read; empty otherwise
     * @param reason what is wrong, in words; holds member names, never what people said
     */
    record Malformed(String messageId, EnvelopeErrorCode code, String reason) implements EnvelopeDecoded {}
}
