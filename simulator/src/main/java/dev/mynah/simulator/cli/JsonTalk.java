package dev.mynah.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.envelope.AudioDescription;
import dev.mynah.protocol.envelope.EnvelopeRequest;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.audio.Microphone;
import dev.mynah.simulator.audio.Wav;
import dev.mynah.simulator.device.NoReplyException;
import dev.mynah.simulator.device.World;
import dev.mynah.simulator.json.JsonDevice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One question in the JSON dialect: in one message when it is short, else in chunks. */
final class JsonTalk {
    /** What fits a message of a megabyte in Base64 with room to spare. */
    private static final int MAX_WHOLE = 600_000;

    private final DeviceConfiguration.WebSocket where;
    private final DeviceId id;
    private final long otaNanos;
    private final Duration timeout;

    /**
     * @param where the server is, and the token it gave
     * @param otaNanos how long the configuration request took
     */
    JsonTalk(DeviceConfiguration.WebSocket where, DeviceId id, long otaNanos, Duration timeout) {
        this.where = where;
        this.id = id;
        this.otaNanos = otaNanos;
        this.timeout = timeout;
    }

    TalkOutcome say(String asked, short[] speech, World world) throws CommandFailure, InterruptedException {
        long configured = System.nanoTime();
        try (JsonDevice device = JsonDevice.connect(id, where.url(), where.token(), world, timeout)) {
            long connected = System.nanoTime();
            ask(device, new Wav(speech, Microphone.RATE).bytes());
            long sent = System.nanoTime();
            ObjectNode first = device.await(timeout, "voice_command", "response");
            long heard = System.nanoTime();
            boolean told = first.path("type").asText().equals("voice_command");
            ObjectNode response = told ? device.await(timeout, "response") : first;
            Map<String, Double> stages = new LinkedHashMap<>();
            stages.put("ota_ms", otaNanos / 1e6);
            stages.put("connect_ms", (connected - configured) / 1e6);
            stages.put("question_sent_ms", (sent - connected) / 1e6);
            stages.put("question_to_heard_ms", (heard - sent) / 1e6);
            stages.put("question_to_response_ms", (System.nanoTime() - sent) / 1e6);
            stages.put(
                    "server_processing_ms",
                    response.at("/data/processing_time_ms").asDouble());
            String understood = told ? first.at("/data/command").asText() : null;
            return outcome(asked, understood, response.path("data"), TalkOutcome.rounded(stages));
        } catch (NoReplyException silent) {
            throw new CommandFailure("The server at " + where.url() + " did not do its part: " + silent.getMessage()
                    + ". Its log says more.");
        } catch (IOException refused) {
            throw new CommandFailure("The server at " + where.url() + " refused the device: " + refused.getMessage());
        }
    }

    private static void ask(JsonDevice device, byte[] wav) throws IOException {
        if (wav.length > MAX_WHOLE) {
            device.stream(wav);
        } else {
            AudioDescription description = new AudioDescription("wav", Microphone.RATE, 1, 16, "none");
            int millis = wav.length / (2 * Microphone.RATE / 1000);
            device.send(new EnvelopeRequest.Audio(description, millis, wav));
        }
    }

    private static TalkOutcome outcome(
            String asked, @Nullable String heard, JsonNode response, Map<String, Double> stages) throws IOException {
        List<String> actions = new ArrayList<>();
        response.path("actions")
                .forEach(action -> actions.add(action.path("action").asText()));
        byte[] sound = Base64.getDecoder().decode(response.path("audio_data").asText(""));
        return new TalkOutcome(
                asked,
                heard,
                response.path("text").asText(),
                actions,
                stages,
                sound.length == 0 ? new Wav(new short[0], Microphone.RATE) : Wav.read(new ByteArrayInputStream(sound)),
                sound.length + " bytes of WAV",
                List.of());
    }
}
