package dev.mynah.protocol.envelope;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.seal.AudioSeal;
import java.util.Base64;

/** Writes what the server says to apps and home-made devices (documented protocols §3). Stateless and thread-safe. */
public final class EnvelopeReplies {
    private EnvelopeReplies() {}

    /**
     * The text of a message.
     *
     * @param inReplyTo the {@code message_id} that is answered; empty when nothing is, then the member is left out
     * @param timestamp ISO-8601
     */
    public static String encode(Envelope<? extends EnvelopeReply> envelope, String inReplyTo, String timestamp) {
        ObjectNode node = JsonText.newObject();
        EnvelopeReply reply = envelope.message();
        node.put("type", type(reply));
        node.set("data", data(reply));
        node.put("timestamp", timestamp).put("device_id", envelope.deviceId()).put("message_id", envelope.messageId());
        if (!inReplyTo.isEmpty()) {
            node.put("in_reply_to", inReplyTo);
        }
        return JsonText.write(node);
    }

    private static String type(EnvelopeReply reply) {
        return switch (reply) {
            case EnvelopeReply.AuthOk ok -> "auth_ok";
            case EnvelopeReply.Registered registered -> "device_registered";
            case EnvelopeReply.Pong pong -> "pong";
            case EnvelopeReply.StreamProgress progress -> "audio_stream_ack";
            case EnvelopeReply.Heard heard -> "voice_command";
            case EnvelopeReply.Response response -> "response";
            case EnvelopeReply.Command command -> "command";
            case EnvelopeReply.ServerKey key -> "public_key";
            case EnvelopeReply.KeysExchanged exchanged -> "key_exchanged";
            case EnvelopeReply.Notification notification -> "notification";
            case EnvelopeReply.Failure failure -> "error";
        };
    }

    private static ObjectNode data(EnvelopeReply reply) {
        ObjectNode data = JsonText.newObject();
        switch (reply) {
            case EnvelopeReply.AuthOk ok -> data.put("session_id", ok.sessionId());
            case EnvelopeReply.Registered registered -> {
                data.put("device_type", registered.deviceType());
                ArrayNode capabilities = data.putArray("capabilities");
                registered.capabilities().forEach(capabilities::add);
            }
            case EnvelopeReply.Pong pong -> {}
            case EnvelopeReply.ServerKey key ->
                data.put("algorithm", "RSA-OAEP-256")
                        .put("key", Base64.getEncoder().encodeToString(key.key()))
                        .put("fingerprint", key.fingerprint());
            case EnvelopeReply.KeysExchanged exchanged -> data.put("encryption", AudioSeal.NAME);
            case EnvelopeReply.StreamProgress progress ->
                data.put("stream_id", progress.streamId()).put("received_chunks", progress.received());
            case EnvelopeReply.Heard heard -> data.put("command", heard.command());
            case EnvelopeReply.Response response -> response(data, response);
            case EnvelopeReply.Command command -> {
                data.put("command_id", command.commandId()).put("command", command.command());
                data.set("parameters", command.parameters());
            }
            case EnvelopeReply.Notification shown ->
                data.put("status", shown.status())
                        .put("message", shown.message())
                        .put("emotion", shown.emotion());
            case EnvelopeReply.Failure failure -> {
                data.put("error_code", failure.code().name()).put("error_message", failure.message());
                data.set("details", failure.details());
            }
        }
        return data;
    }

    private static void response(ObjectNode data, EnvelopeReply.Response response) {
        data.put("text", response.text()).put("audio_url", response.audioUrl());
        byte[] sound = response.audioData();
        data.put("audio_format", response.audioFormat())
                .put("audio_data", sound == null ? null : Base64.getEncoder().encodeToString(sound));
        if (response.sealed()) {
            data.put("audio_encryption", AudioSeal.NAME);
        }
        ArrayNode actions = data.putArray("actions");
        for (EnvelopeReply.Action action : response.actions()) {
            ObjectNode one = actions.addObject();
            one.put("type", action.type()).put("action", action.action()).put("entity_id", action.entityId());
            one.set("parameters", action.parameters());
        }
        data.put("processing_time_ms", response.processingMillis());
    }
}
