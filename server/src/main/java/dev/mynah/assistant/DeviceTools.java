package dev.mynah.assistant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.tool.ToolBox;
import dev.mynah.tool.ToolResult;

/** The tools of the device that asked. */
record DeviceTools(ToolBox tools) {
    static final String STATUS = "self.get_device_status";

    private static final ObjectMapper JSON = new ObjectMapper();

    static ObjectNode arguments() {
        return JsonNodeFactory.instance.objectNode();
    }

    boolean offers(String tool) {
        return tools.find(tool).isPresent();
    }

    /** Calls a tool. A result of {@code false} is a refusal (firmware wire contract §6.5, {@code set_theme}). */
    ToolResult call(String tool, JsonNode arguments) throws InterruptedException {
        ToolResult result = tools.call(tool, arguments);
        boolean refused = result.text().strip().equals("false");
        return refused ? ToolResult.failed("") : result;
    }

    /**
     * What the device says of itself (firmware wire contract §6.5); a missing node when it does not say.
     */
    JsonNode status() throws InterruptedException {
        return offers(STATUS) ? json(call(STATUS, arguments())) : missing();
    }

    /** The result as JSON; a missing node when it failed or is none. */
    static JsonNode json(ToolResult result) {
        try {
            return result.failed() ? missing() : JSON.readTree(result.text());
        } catch (JsonProcessingException e) {
            return missing();
        }
    }

    private static JsonNode missing() {
        return JsonNodeFactory.instance.missingNode();
    }

    /** Tells that a call failed, with the reason where there is a short one. */
    static Answer failure(Question question, ToolResult result) {
        String reason = result.text().strip();
        boolean tellable = !reason.isEmpty() && reason.length() <= 80 && !reason.startsWith("{");
        return Answer.sorry(question.say(
                "Sorry, that did not work" + (tellable ? ": " + reason : "."),
                "抱歉，没有成功" + (tellable ? "：" + reason : "。")));
    }
}
