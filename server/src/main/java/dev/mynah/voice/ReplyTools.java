package dev.mynah.voice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.conversation.Conversation;
import dev.mynah.conversation.Message;
import dev.mynah.tool.SessionTools;
import dev.mynah.tool.ToolBox;
import dev.mynah.tool.ToolResult;
import dev.mynah.tool.ToolSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The tools as one reply uses them. Thread-safe.
 *
 * <p>A call belongs to the session, not to the reply: once begun it runs to its end and its result is remembered, even when
 * the user interrupts, because what it did in the world stays done. While the camera works the device cannot speak, so the
 * voice is held (firmware wire contract §6.6).
 */
final class ReplyTools implements ToolBox {
    private final ToolBox tools;
    private final long epoch;
    private final Playout playout;
    private final Conversation conversation;
    private final ThreadFactory threads;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();

    ReplyTools(ToolBox tools, long epoch, Playout playout, Conversation conversation, ThreadFactory threads) {
        this.tools = tools;
        this.epoch = epoch;
        this.playout = playout;
        this.conversation = conversation;
        this.threads = threads;
    }

    /** How many calls were made. */
    int calls() {
        return calls.get();
    }

    /** Whether a call is under way. */
    boolean busy() {
        return running.get() > 0;
    }

    @Override
    public List<ToolSpec> tools() {
        return tools.tools();
    }

    @Override
    public ToolResult call(String name, JsonNode arguments) throws InterruptedException {
        String id = "call-" + epoch + "-" + calls.incrementAndGet();
        boolean silent = SessionTools.blocksDevice(name);
        if (silent) {
            playout.hold(epoch);
        }
        running.incrementAndGet();
        CompletableFuture<ToolResult> result = new CompletableFuture<>();
        threads.newThread(() -> {
                    ToolResult outcome = outcome(name, arguments);
                    conversation.add(new Message.ToolUse(id, name, arguments.toString(), outcome.text()));
                    running.decrementAndGet();
                    if (silent) {
                        playout.release(epoch);
                    }
                    result.complete(outcome);
                })
                .start();
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A tool cannot fail by exception", e);
        }
    }

    private ToolResult outcome(String name, JsonNode arguments) {
        try {
            return tools.call(name, arguments);
        } catch (InterruptedException e) {
            return ToolResult.failed("The call was cut off");
        } catch (RuntimeException | Error e) {
            return ToolResult.failed("The tool failed: " + e.getMessage());
        }
    }
}
