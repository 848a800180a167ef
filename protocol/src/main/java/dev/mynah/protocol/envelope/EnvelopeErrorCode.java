package dev.mynah.protocol.envelope;

/** What an {@code error} message's {@code error_code} can be. The names are the contract (documented protocols §3). */
public enum EnvelopeErrorCode {
    /** The connection has to say who it is first. */
    AUTH_REQUIRED,
    /** The device or its token is not accepted. */
    AUTH_FAILED,
    /** It is no message of this dialect. */
    INVALID_MESSAGE,
    /** It is a message of the firmware's dialect on a connection of this one. */
    WRONG_DIALECT,
    /** The type is not known. */
    UNKNOWN_TYPE,
    /** It is longer than a message may be; sound of any length goes in a stream. */
    MESSAGE_TOO_LARGE,
    /** Sound or its Base64 is not what it says it is, or cannot be used. */
    AUDIO_PROCESSING_FAILED,
    /** Sound in a format, or packed in a way, that is not known. */
    UNSUPPORTED_FORMAT,
    /** More speech than one question may have. */
    AUDIO_TOO_LONG,
    /** Nobody spoke, or nothing was understood. */
    NO_SPEECH,
    /** A chunk of no stream that was begun. */
    STREAM_UNKNOWN,
    /** A chunk that is not the next one; it was not used. */
    STREAM_CHUNK_OUT_OF_ORDER,
    /** Chunks are missing and the stream was given up, or ended too early. */
    STREAM_INCOMPLETE,
    /** Too much is under way on this connection. */
    BUSY,
    /** Sound cannot be sealed here, or the secret cannot be read. */
    ENCRYPTION_UNAVAILABLE,
    /** There was no answer in time. */
    TIMEOUT,
    /** Something failed that should not; the server's log says more. */
    INTERNAL
}
