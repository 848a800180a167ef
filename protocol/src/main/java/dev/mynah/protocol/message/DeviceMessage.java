package dev.mynah.protocol.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.audio.AudioParams;
import org.jspecify.annotations.Nullable;

/** What a device says in JSON on its voice channel (firmware wire contract §4.5). */
public sealed interface DeviceMessage {

    /**
     * The first message on a channel.
     *
     * @param version the binary framing on WebSocket, 0 when the device does not say; always 3 on MQTT, where it means
     *     nothing
     * @param transport {@code websocket} or {@code udp}; empty when the device does not say
     * @param audio what its microphone sends
     * @param textFont null when the device has no screen font to tell
     */
    record Hello(
            int version,
            Features features,
            String transport,
            AudioParams audio,
            @Nullable TextFont textFont) implements DeviceMessage {}

    /** About the microphone. */
    sealed interface Listen extends DeviceMessage {
        /** The microphone is on. */
        record Start(ListenMode mode) implements Listen {}

        /** The button was released; only in manual mode. */
        record Stop() implements Listen {}

        /**
         * The wake word was heard, or a board has something to say in its place.
         *
         * @param text may hold pseudo-markup
         */
        record Detect(String text) implements Listen {}
    }

    /**
     * The user interrupts.
     *
     * @param reason {@code wake_word_detected}, or null for a button
     */
    record Abort(@Nullable String reason) implements DeviceMessage {}

    /**
     * A JSON-RPC reply from the device's tools.
     *
     * @param payload not checked here; see {@code protocol.mcp}
     */
    record Mcp(ObjectNode payload) implements DeviceMessage {}

    /** Descriptions of things by firmware 0.9.7 to 1.7.x; accepted and ignored (§8.6). */
    record Iot() implements DeviceMessage {}

    /** The channel ends; MQTT only. */
    record Goodbye() implements DeviceMessage {}

    /** A type, or a state of a known type, that this contract does not know; to be ignored (C56). */
    record Unknown(String type) implements DeviceMessage {}
}
