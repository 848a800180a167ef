package dev.mynah.protocol.envelope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server says to apps and home-made devices (documented protocols §3). */
public sealed interface EnvelopeReply {
    /** The connection may go on. */
    record AuthOk(String sessionId) implements EnvelopeReply {}

    /** The device is known as this. */
    record Registered(String deviceType, List<String> capabilities) implements EnvelopeReply {}

    /** The answer to a ping. */
    record Pong() implements EnvelopeReply {}

    /** A stream was begun, or a chunk of it taken: so many are there. */
    record StreamProgress(String streamId, int received) implements EnvelopeReply {}

    /** What the server heard. */
    record Heard(String command) implements EnvelopeReply {}

    /**
     * The answer.
     *
     * @param text everything that is said
     * @param audioUrl where the speech can be fetched for a while; null when nothing was said
     * @param audioFormat of the speech in the message; null when there is none
     * @param audioData the speech itself; null when it was not asked for or is too large
     * @param sealed whether the speech is sealed
     * @param processingMillis from the end of the question to the end of the answer
     */
    record Response(
            String text,
            @Nullable String audioUrl,
            @Nullable String audioFormat,
            byte @Nullable [] audioData,
            boolean sealed,
            List<Action> actions,
            long processingMillis)
            implements EnvelopeReply {}

    /**
     * Something the device, or somebody for it, does with the answer.
     *
     * @param type {@code device} for what the device itself shall do
     * @param action such as {@code set_volume}
     * @param entityId the part it concerns
     */
    record Action(String type, String action, String entityId, ObjectNode parameters) {}

    /** Something the device shall do now, outside any answer; it says with {@code command_result} what became of it. */
    record Command(String commandId, String command, ObjectNode parameters) implements EnvelopeReply {}

    /**
     * The server's key for those who seal sound.
     *
     * @param key DER of the public key (SubjectPublicKeyInfo)
     * @param fingerprint SHA-256 of it in hex, for people to compare with what the server's start shows
     */
    record ServerKey(byte[] key, String fingerprint) implements EnvelopeReply {}

    /** Sound is sealed from now on, in both directions. */
    record KeysExchanged() implements EnvelopeReply {}

    /** Something to show. */
    record Notification(String status, String message, String emotion) implements EnvelopeReply {}

    /**
     * What went wrong.
     *
     * @param details {@code reason, expected_format, received_format} and what else helps
     */
    record Failure(EnvelopeErrorCode code, String message, ObjectNode details) implements EnvelopeReply {}
}
