package dev.mynah.voice.llm.openai;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.mynah.conversation.Message;
import dev.mynah.voice.llm.ReplyRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a conversation as chat messages that strict servers accept: every tool call is followed by its result under
 * the same id, ids are unique, nothing is empty, and neighbours of one speaker are one message.
 */
final class ChatMessages {
    private final ToolNames names;
    private final List<ChatMessage> messages = new ArrayList<>();
    private final List<Message.ToolUse> uses = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();
    private boolean byUser;
    private int calls;

    private ChatMessages(ToolNames names) {
        this.names = names;
    }

    static List<ChatMessage> of(ReplyRequest request, ToolNames names) {
        ChatMessages written = new ChatMessages(names);
        if (!request.prompt().isBlank()) {
            written.messages.add(SystemMessage.from(request.prompt()));
        }
        request.history().forEach(written::add);
        written.say(request.text(), true);
        written.flush();
        return written.messages;
    }

    private void add(Message message) {
        switch (message) {
            case Message.User(String text) -> say(text, true);
            case Message.Assistant(String text, boolean _) -> say(text, false);
            case Message.ToolUse use -> {
                flushSaid();
                uses.add(use);
            }
        }
    }

    private void say(String text, boolean user) {
        flushUses();
        if (byUser != user) {
            flushSaid();
        }
        byUser = user;
        if (!text.isBlank()) {
            said.append(said.isEmpty() ? "" : "\n").append(text);
        }
    }

    private void flush() {
        flushUses();
        flushSaid();
    }

    private void flushSaid() {
        if (!said.isEmpty()) {
            messages.add(byUser ? UserMessage.from(said.toString()) : AiMessage.from(said.toString()));
            said.setLength(0);
        }
    }

    /** An id that also the strictest service takes: Mistral wants nine letters or digits. */
    static String callId(int number) {
        return String.format(Locale.ROOT, "call%05d", number);
    }

    private void flushUses() {
        List<ToolExecutionRequest> requests = new ArrayList<>();
        List<ChatMessage> results = new ArrayList<>();
        for (Message.ToolUse use : uses) {
            ToolExecutionRequest request = ToolExecutionRequest.builder()
                    .id(callId(++calls))
                    .name(names.wire(use.name()))
                    .arguments(ToolArguments.sendable(use.arguments()))
                    .build();
            requests.add(request);
            results.add(ToolExecutionResultMessage.from(request, use.result().isBlank() ? "done" : use.result()));
        }
        uses.clear();
        if (!requests.isEmpty()) {
            messages.add(AiMessage.from(requests));
            messages.addAll(results);
        }
    }
}
