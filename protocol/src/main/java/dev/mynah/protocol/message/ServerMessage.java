package dev.mynah.protocol.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.Emotion;
import dev.mynah.protocol.audio.AudioParams;
import org.jspecify.annotations.Nullable;

/** What the server says in JSON on a voice channel (firmware wire contract §4.6). */
public sealed interface ServerMessage {

    /**
     * The answer to a device's hello: exactly one on a connection, within 10 s (§4.3).
     *
     * @param transport {@code websocket} or {@code udp}
     * @param sessionId 1 to 64 of {@code A-Z a-z 0-9 -}: devices echo it unescaped (C60)
     * @param audio what the device will get to play
     * @param udp where audio goes; only with transport {@code udp}
     */
    record Hello(
            String transport,
            String sessionId,
            AudioParams audio,
            @Nullable UdpChannel udp) implements ServerMessage {
        /** The answer on a WebSocket. */
        public static Hello webSocket(String sessionId, AudioParams audio) {
            return new Hello("websocket", sessionId, audio, null);
        }
    }

    /**
     * Where and how a device sends encrypted audio (§5.2).
     *
     * @param server an IPv4 address or a DNS name
     * @param key 32 hex digits
     * @param nonce 32 hex digits
     */
    record UdpChannel(String server, int port, String key, String nonce) {}

    /** What the user was heard to say; shown on the screen. */
    record Stt(String text) implements ServerMessage {}

    /** The face to show. */
    record Llm(Emotion emotion) implements ServerMessage {}

    /** The device shall speak: it turns to Speaking and empties its queue. */
    record TtsStart() implements ServerMessage {}

    /** The only way out of Speaking; always sent for every start (§0.10). */
    record TtsStop() implements ServerMessage {}

    /** The sentence whose audio comes now; shown on the screen. */
    record TtsSentenceStart(String text) implements ServerMessage {}

    /** A JSON-RPC request for the device's tools. */
    record Mcp(ObjectNode payload) implements ServerMessage {}

    /** The device shall restart. */
    record Reboot() implements ServerMessage {}

    /**
     * Shows a text and plays a sound; never during speech (C58).
     *
     * @param emotion one of {@link Emotion}, or an icon name some screens know
     */
    record Alert(String status, String message, String emotion) implements ServerMessage {}

    /** The channel ends; MQTT only, unknown on WebSocket. */
    record Goodbye() implements ServerMessage {}

    /** Shown as system text by firmware built to receive it. */
    record Custom(ObjectNode payload) implements ServerMessage {}

    /** Something a device ignores: an unknown type, command or {@code tts} state. */
    record Unknown(String type) implements ServerMessage {}
}
