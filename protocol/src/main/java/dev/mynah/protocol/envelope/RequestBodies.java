package dev.mynah.protocol.envelope;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import java.util.Base64;

/** What stands in {@code type} and {@code data} of a request, for those who send it. */
final class RequestBodies {
    private RequestBodies() {}

    static String type(EnvelopeRequest request) {
        return switch (request) {
            case EnvelopeRequest.Auth auth -> "auth";
            case EnvelopeRequest.Register register -> "device_register";
            case EnvelopeRequest.Ping ping -> "ping";
            case EnvelopeRequest.Audio audio -> "audio_data";
            case EnvelopeRequest.StreamStart start -> "audio_stream_start";
            case EnvelopeRequest.StreamChunk chunk -> "audio_chunk";
            case EnvelopeRequest.StreamEnd end -> "audio_stream_end";
            case EnvelopeRequest.VoiceCommand command -> "voice_command";
            case EnvelopeRequest.CommandResult result -> "command_result";
            case EnvelopeRequest.PublicKeyWanted wanted -> "public_key";
            case EnvelopeRequest.KeyExchange exchange -> "key_exchange";
            case EnvelopeRequest.Unknown unknown -> unknown.type();
        };
    }

    static ObjectNode data(EnvelopeRequest request) {
        ObjectNode data = JsonText.newObject();
        switch (request) {
            case EnvelopeRequest.Register register -> register(data, register);
            case EnvelopeRequest.Ping ping -> data.setAll(ping.status());
            case EnvelopeRequest.Audio audio -> audio(data, audio);
            case EnvelopeRequest.StreamStart start -> stream(data, start);
            case EnvelopeRequest.StreamChunk chunk ->
                data.put("stream_id", chunk.streamId())
                        .put("chunk_number", chunk.number())
                        .put("chunk_data", Base64.getEncoder().encodeToString(chunk.data()));
            case EnvelopeRequest.StreamEnd end -> data.put("stream_id", end.streamId());
            case EnvelopeRequest.VoiceCommand command -> command(data, command);
            case EnvelopeRequest.CommandResult result -> {
                data.put("command_id", result.commandId()).put("status", result.status());
                data.set("result", result.result());
            }
            case EnvelopeRequest.KeyExchange exchange ->
                data.put("key", Base64.getEncoder().encodeToString(exchange.wrapped()));
            case EnvelopeRequest.PublicKeyWanted wanted -> {}
            case EnvelopeRequest.Auth auth -> {}
            case EnvelopeRequest.Unknown unknown -> {}
        }
        return data;
    }

    private static void register(ObjectNode data, EnvelopeRequest.Register register) {
        data.put("device_type", register.deviceType()).put("firmware_version", register.firmwareVersion());
        ArrayNode capabilities = data.putArray("capabilities");
        register.capabilities().forEach(capabilities::add);
        data.set("hardware_info", register.hardware());
        if (register.replyAudio() != null) {
            data.put("reply_audio", register.replyAudio());
        }
    }

    private static void audio(ObjectNode data, EnvelopeRequest.Audio audio) {
        describe(data, "audio_format", audio.description());
        data.put("duration_ms", audio.durationMillis())
                .put("data", Base64.getEncoder().encodeToString(audio.data()));
    }

    private static void stream(ObjectNode data, EnvelopeRequest.StreamStart start) {
        data.put("stream_id", start.streamId());
        describe(data, "format", start.description());
        data.put("chunk_size", start.chunkSize()).put("total_chunks", start.totalChunks());
    }

    private static void describe(ObjectNode data, String format, AudioDescription description) {
        data.put(format, description.format())
                .put("sample_rate", description.sampleRate())
                .put("channels", description.channels())
                .put("bit_depth", description.bitDepth())
                .put("compression", description.compression())
                .put("encryption", description.encryption());
    }

    private static void command(ObjectNode data, EnvelopeRequest.VoiceCommand command) {
        data.put("command", command.command())
                .put("confidence", command.confidence())
                .put("language", command.language())
                .put("processing_time_ms", command.processingMillis())
                .put("audio_duration_ms", command.audioMillis());
    }
}
