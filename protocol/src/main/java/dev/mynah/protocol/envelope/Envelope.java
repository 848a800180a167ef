package dev.mynah.protocol.envelope;

/**
 * A message with what stands around it.
 *
 * @param messageId its sender's name for it, at most {@value #MAX_ID} characters; empty when it has none
 * @param deviceId whom it concerns, as written; empty when it does not say
 * @param message what stands in {@code type} and {@code data}
 * @param <M> the kind of message
 */
public record Envelope<M>(String messageId, String deviceId, M message) {
    /** The longest {@code message_id}, {@code stream_id} or {@code device_id} that is taken. */
    public static final int MAX_ID = 128;
}
