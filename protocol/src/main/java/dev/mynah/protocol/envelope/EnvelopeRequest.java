package dev.mynah.protocol.envelope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What apps and home-made devices say (documented protocols §3). */
public sealed interface EnvelopeRequest {
    /**
     * Who it is, for those that cannot set headers, such as browsers; the members stand at the top of the message.
     *
     * @param token empty when there is none
     */
    record Auth(String deviceId, String token) implements EnvelopeRequest {}

    /**
     * What the device is.
     *
     * @param capabilities what it can do, such as {@code volume}
     * @param hardware {@code chip_model, chip_revision, cpu_freq, flash_size, psram_size} as they came
     * @param replyAudio the format in which it wants speech inside responses; null when it does not say
     */
    record Register(
            String deviceType,
            String firmwareVersion,
            List<String> capabilities,
            ObjectNode hardware,
            @Nullable String replyAudio)
            implements EnvelopeRequest {}

    /**
     * A sign of life with what the device measures of itself.
     *
     * @param status {@code uptime, memory_usage, cpu_usage, wifi_signal, free_heap} and what else it says
     */
    record Ping(ObjectNode status) implements EnvelopeRequest {}

    /**
     * A whole question in one message.
     *
     * @param durationMillis as the sender has it, 0 when not said; what counts is the sound
     * @param data shared, not copied; still packed when there is a compression
     */
    record Audio(AudioDescription description, int durationMillis, byte[] data) implements EnvelopeRequest {}

    /**
     * Sound that comes in chunks begins.
     *
     * @param chunkSize most bytes of a chunk; 0 when not said
     * @param totalChunks how many there will be; 0 when that is not known, then {@link StreamEnd} ends it
     */
    record StreamStart(String streamId, AudioDescription description, int chunkSize, int totalChunks)
            implements EnvelopeRequest {}

    /**
     * The next piece of a stream.
     *
     * @param number counted from the first chunk's, which is 0 or 1
     * @param data shared, not copied
     */
    record StreamChunk(String streamId, int number, byte[] data) implements EnvelopeRequest {}

    /** A stream of unknown length is over. */
    record StreamEnd(String streamId) implements EnvelopeRequest {}

    /**
     * Words that the device has recognised itself, or that were typed.
     *
     * @param confidence 0 to 1; 1 when not said
     * @param language as written; empty when not said
     */
    record VoiceCommand(String command, double confidence, String language, int processingMillis, int audioMillis)
            implements EnvelopeRequest {}

    /**
     * What became of a command the server sent.
     *
     * @param status {@code ok} or {@code error}, as written
     */
    record CommandResult(String commandId, String status, ObjectNode result) implements EnvelopeRequest {}

    /** Asks for the server's public key. */
    record PublicKeyWanted() implements EnvelopeRequest {}

    /**
     * Brings the secret with which sound is sealed from now on.
     *
     * @param wrapped under the server's public key; see {@link dev.mynah.protocol.seal.SealKey}
     */
    record KeyExchange(byte[] wrapped) implements EnvelopeRequest {}

    /** A type nobody knows. */
    record Unknown(String type) implements EnvelopeRequest {}
}
