package dev.mynah.voice.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.mynah.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;

/** Describes tools to LangChain4j. Each property keeps its schema untouched, limits such as {@code maximum} included. */
final class OfferedTools {
    /** More are refused by OpenAI. */
    private static final int MOST = 128;

    private static final int LONGEST_DESCRIPTION = 1024;

    private OfferedTools() {}

    static List<ToolSpecification> of(List<ToolSpec> tools, ToolNames names) {
        return tools.stream().limit(MOST).map(tool -> offered(tool, names)).toList();
    }

    private static ToolSpecification offered(ToolSpec tool, ToolNames names) {
        String description = tool.description();
        return ToolSpecification.builder()
                .name(names.wire(tool.name()))
                .description(description.substring(0, Math.min(description.length(), LONGEST_DESCRIPTION)))
                .parameters(parameters(tool.inputSchema()))
                .build();
    }

    private static JsonObjectSchema parameters(JsonNode schema) {
        JsonObjectSchema.Builder parameters = JsonObjectSchema.builder();
        for (var property : schema.path("properties").properties()) {
            parameters.addProperty(
                    property.getKey(), JsonRawSchema.from(property.getValue().toString()));
        }
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        return parameters.required(required).build();
    }
}
