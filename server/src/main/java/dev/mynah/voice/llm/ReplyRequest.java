package dev.mynah.voice.llm;

import dev.mynah.conversation.Message;
import dev.mynah.tool.ToolBox;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * What a model needs to answer.
 *
 * @param prompt who the assistant is; empty for none
 * @param history the conversation before this, oldest first, without {@code text}
 * @param text what the person said
 * @param language language of the conversation
 * @param zone where the device is, for questions about time
 * @param tools what can be done for this device
 */
public record ReplyRequest(
        String prompt, List<Message> history, String text, Locale language, ZoneId zone, ToolBox tools) {
    public ReplyRequest {
        history = List.copyOf(history);
    }
}
