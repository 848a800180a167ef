package dev.mynah.voice.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.mynah.tool.ToolBox;
import dev.mynah.tool.ToolResult;
import dev.mynah.voice.llm.ReplyRequest;
import dev.mynah.voice.llm.ReplySink;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.provider.openai.Attempts;
import dev.mynah.voice.provider.openai.OpenAiWire;
import dev.mynah.voice.provider.openai.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One reply: questions and tool calls in turn until there is an answer. For one thread. */
final class ChatReply {
    private static final int TOOL_ROUNDS = 5;
    /** A model has to read all of it before it says its first word. */
    private static final int LONGEST_RESULT = 16 * 1024;

    private final OpenAiWire wire;
    private final StreamingChatModel model;
    private final ToolBox tools;
    private final Patience patience;
    private final SpokenText spoken;
    private final ToolNames names = new ToolNames();
    private final List<ToolSpecification> offered;
    private final List<ChatMessage> messages;
    private int calls;

    ChatReply(OpenAiWire wire, StreamingChatModel model, ReplyRequest request, ReplySink sink) {
        this.wire = wire;
        this.model = model;
        this.tools = request.tools();
        this.patience = wire.patience();
        this.spoken = new SpokenText(sink);
        this.offered = OfferedTools.of(tools.tools(), names);
        this.messages = ChatMessages.of(request, names);
        this.calls = request.history().size();
    }

    void run() throws ProviderException, InterruptedException {
        for (int round = 0; round < TOOL_ROUNDS; round++) {
            ChatResponse answer = ask(offered);
            if (!answer.aiMessage().hasToolExecutionRequests()) {
                finish(answer);
                return;
            }
            callTools(answer.aiMessage());
        }
        finish(ask(List.of()));
    }

    private ChatResponse ask(List<ToolSpecification> specifications) throws ProviderException, InterruptedException {
        ChatRequest question = ChatRequest.builder()
                .messages(messages)
                .toolSpecifications(specifications)
                .build();
        return Attempts.atMostTwo(patience, () -> new ChatRound(wire, patience, spoken).ask(model, question));
    }

    private void finish(ChatResponse answer) throws ProviderException, InterruptedException {
        spoken.end();
        if (!spoken.handed()) {
            throw answer.finishReason() == FinishReason.CONTENT_FILTER
                    ? wire.failure(Kind.REFUSED, "does not answer this: its content filter stopped the answer")
                    : wire.senseless("gave an empty answer");
        }
    }

    private void callTools(AiMessage answer) throws InterruptedException {
        String said = spoken.end();
        List<ToolExecutionRequest> requests = new ArrayList<>();
        List<ChatMessage> results = new ArrayList<>();
        for (ToolExecutionRequest call : answer.toolExecutionRequests()) {
            // Our own ids: some services send none, or the same one twice.
            ToolExecutionRequest sendable = ToolExecutionRequest.builder()
                    .id(ChatMessages.callId(++calls))
                    .name(names.original(call.name()).isPresent() ? call.name() : names.wire(call.name()))
                    .arguments(ToolArguments.sendable(call.arguments()))
                    .build();
            requests.add(sendable);
            results.add(ToolExecutionResultMessage.from(sendable, told(result(call))));
        }
        // DeepSeek refuses the next round of a thinking model that is not told what it thought in this one.
        messages.add(AiMessage.builder()
                .text(said.isBlank() ? null : said)
                .thinking(answer.thinking())
                .toolExecutionRequests(requests)
                .build());
        messages.addAll(results);
    }

    private ToolResult result(ToolExecutionRequest call) throws InterruptedException {
        Optional<String> name = names.original(call.name());
        Optional<JsonNode> arguments = ToolArguments.parse(call.arguments());
        if (name.isEmpty()) {
            return ToolResult.failed("there is no tool of this name");
        }
        if (arguments.isEmpty()) {
            return ToolResult.failed("the arguments were not a JSON object of at most " + ToolArguments.LONGEST
                    + " characters; call again with valid ones");
        }
        return tools.call(name.get(), arguments.get());
    }

    private static String told(ToolResult result) {
        String text = result.text().isBlank() ? (result.failed() ? "failed" : "done") : result.text();
        String told = result.failed() ? "Error: " + text : text;
        return told.substring(0, Math.min(told.length(), LONGEST_RESULT));
    }
}
