package dev.mynah.simulator.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.simulator.audio.Wav;
import dev.mynah.simulator.device.ContractViolation;
import dev.mynah.simulator.device.Reply;
import dev.mynah.simulator.device.VirtualDevice;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is shown of one question and its answer, whatever the wire.
 *
 * @param heard null when the server did not say
 * @param stages milliseconds by name, in their order
 * @param packets how the sound came, in words
 */
record TalkOutcome(
        String asked,
        @Nullable String heard,
        String answer,
        List<String> tools,
        Map<String, Double> stages,
        Wav sound,
        String packets,
        List<ContractViolation> violations) {

    /** What a device with the firmware saw. */
    static TalkOutcome of(String asked, double otaMillis, VirtualDevice device, Reply reply) {
        Reply.Timings timings = reply.timings();
        Map<String, Double> stages = new LinkedHashMap<>();
        stages.put("ota_ms", otaMillis);
        stages.put("connect_ms", device.connectTimings().upgradeNanos() / 1e6);
        stages.put("hello_ms", device.connectTimings().helloNanos() / 1e6);
        stages.put("speech_end_to_stt_ms", timings.afterSpeech(timings.stt()));
        stages.put("speech_end_to_tts_start_ms", timings.afterSpeech(timings.ttsStart()));
        stages.put("speech_end_to_first_audio_ms", timings.afterSpeech(timings.firstAudio()));
        stages.put("speech_end_to_tts_stop_ms", timings.afterSpeech(timings.ttsStop()));
        return new TalkOutcome(
                asked,
                reply.sttText(),
                reply.answer(),
                reply.toolCalls(),
                rounded(stages),
                reply.sound(),
                reply.packetCount() + " packets",
                device.violations());
    }

    static Map<String, Double> rounded(Map<String, Double> stages) {
        stages.replaceAll((name, millis) -> Math.round(millis * 10) / 10.0);
        return stages;
    }

    /** @param out where the sound was written */
    ObjectNode asJson(Path out) {
        ObjectNode node =
                JsonText.newObject().put("asked", asked).put("heard", heard).put("answer", answer);
        ArrayNode called = node.putArray("tools");
        tools.forEach(called::add);
        ObjectNode times = node.putObject("stages");
        stages.forEach(times::put);
        node.put("wav", out.toString());
        if (!violations.isEmpty()) {
            ArrayNode broken = node.putArray("violations");
            violations.forEach(one -> broken.add(one.toString()));
        }
        return node;
    }

    /** @param out where the sound was written */
    String asText(Path out) {
        StringBuilder shown = new StringBuilder();
        shown.append("asked   ").append(asked);
        shown.append("\nheard   ").append(heard == null ? "(the server did not say)" : heard);
        shown.append("\nanswer  ").append(answer);
        if (!tools.isEmpty()) {
            shown.append("\ntools   ").append(String.join(", ", tools));
        }
        shown.append("\nsound   ").append(out).append("  (").append(packets).append(")\n\n");
        stages.forEach((name, millis) -> shown.append("%-30s %8.1f%n".formatted(name, millis)));
        for (ContractViolation violation : violations) {
            shown.append("violation  ").append(violation).append('\n');
        }
        return shown.toString().stripTrailing();
    }
}
