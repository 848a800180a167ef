package dev.mynah.voice.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.tool.ToolBox;
import dev.mynah.tool.ToolResult;
import dev.mynah.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;

/** A lamp with a switch and a loudspeaker with a volume, which write down what they are told. */
public final class RecordingTools implements ToolBox {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VOLUME_SCHEMA = """
            {"type":"object","properties":{"volume":{"type":"integer","minimum":0,"maximum":100}},
             "required":["volume"]}""";

    public final List<String> calls = new ArrayList<>();

    @Override
    public List<ToolSpec> tools() {
        return List.of(
                new ToolSpec("self.audio_speaker.set_volume", "Sets the volume", json(VOLUME_SCHEMA)),
                new ToolSpec("self.lamp.on", "Turns the lamp on", json("{\"type\":\"object\",\"properties\":{}}")));
    }

    @Override
    public ToolResult call(String name, JsonNode arguments) {
        calls.add(name + arguments);
        return name.equals("self.lamp.on") ? ToolResult.failed("the lamp is broken") : ToolResult.ok("volume is set");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
