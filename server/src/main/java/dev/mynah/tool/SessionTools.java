package dev.mynah.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.mcp.Reply;
import dev.mynah.protocol.mcp.ToolDescription;
import dev.mynah.protocol.mcp.ToolOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * What can be done on one session: the device's tools and the server's. Thread-safe.
 *
 * <p>Tools that a device marks for people are neither offered to a model nor called for one (firmware wire contract C82);
 * an operator reaches them with {@link #operate}.
 */
public final class SessionTools implements ToolBox {
    /** Takes a photo, sends it to us with the question, and answers with what we said (contract §6.5, §6.6). */
    private static final String CAMERA = "self.camera.take_photo";

    /** Devices ask a vision service and answer with its words; everything else is quick (contract §6.4). */
    private static final Duration CAMERA_TIMEOUT = Duration.ofSeconds(70);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** These restart the device before it can answer (contract §6.5, C83). */
    private static final Set<String> NEVER_ANSWERED = Set.of("self.reboot", "self.upgrade_firmware");

    private final DeviceMcp device;
    private final List<ToolBox> own;

    public SessionTools(DeviceMcp device, List<ToolBox> own) {
        this.device = device;
        this.own = List.copyOf(own);
    }

    /** Whether the device blocks while the tool runs, so that nothing may be spoken (contract §6.6, C84). */
    public static boolean blocksDevice(String name) {
        return name.endsWith("take_photo");
    }

    @Override
    public List<ToolSpec> tools() {
        List<ToolSpec> all = new ArrayList<>();
        for (ToolDescription tool : device.tools()) {
            if (!tool.userOnly()) {
                all.add(new ToolSpec(tool.name(), tool.description(), tool.inputSchema()));
            }
        }
        own.forEach(box -> all.addAll(box.tools()));
        return all;
    }

    @Override
    public ToolResult call(String name, JsonNode arguments) throws InterruptedException {
        for (ToolBox box : own) {
            Optional<ToolSpec> spec = box.find(name);
            if (spec.isPresent()) {
                return switch (Arguments.fit(spec.get().inputSchema(), arguments)) {
                    case Arguments.Fitted.Ready ready -> box.call(name, ready.arguments());
                    case Arguments.Fitted.Misfit misfit -> ToolResult.failed(misfit.reason());
                };
            }
        }
        Optional<ToolDescription> tool = described(name).filter(found -> !found.userOnly());
        return tool.isPresent() ? callDevice(tool.get(), arguments) : ToolResult.failed("Unknown tool: " + name);
    }

    /** Calls any of the device's tools on behalf of a person. */
    public ToolResult operate(String name, JsonNode arguments) throws InterruptedException {
        Optional<ToolDescription> tool = described(name);
        if (tool.isEmpty()) {
            return ToolResult.failed("Unknown tool: " + name);
        }
        if (!NEVER_ANSWERED.contains(name)) {
            return callDevice(tool.get(), arguments);
        }
        // The schema calls the address optional and offers its description as the default: never leave it out.
        if (name.equals("self.upgrade_firmware")
                && arguments.path("url").asText().isEmpty()) {
            return ToolResult.failed("Missing argument: url");
        }
        return switch (Arguments.fit(tool.get().inputSchema(), arguments)) {
            case Arguments.Fitted.Ready ready -> {
                device.callWithoutReply(name, ready.arguments());
                yield ToolResult.ok("sent");
            }
            case Arguments.Fitted.Misfit misfit -> ToolResult.failed(misfit.reason());
        };
    }

    private Optional<ToolDescription> described(String name) {
        return device.tools().stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    private ToolResult callDevice(ToolDescription tool, JsonNode arguments) throws InterruptedException {
        return switch (Arguments.fit(tool.inputSchema(), arguments)) {
            case Arguments.Fitted.Ready ready -> useful(tool.name(), ready.arguments());
            case Arguments.Fitted.Misfit misfit -> ToolResult.failed(misfit.reason());
        };
    }

    /** Without a model that sees the device would take a photo for nothing, and the person would hear nothing of why. */
    private ToolResult useful(String name, ObjectNode arguments) throws InterruptedException {
        Optional<String> blind = name.equals(CAMERA) ? device.readyToSee() : Optional.empty();
        return blind.isPresent() ? ToolResult.failed(blind.get()) : await(name, arguments);
    }

    private ToolResult await(String name, ObjectNode arguments) throws InterruptedException {
        CompletableFuture<Reply> reply = device.call(name, arguments, blocksDevice(name) ? CAMERA_TIMEOUT : TIMEOUT);
        try {
            return switch (reply.get()) {
                case Reply.Result result -> {
                    ToolOutcome outcome = ToolOutcome.read(result.result());
                    yield new ToolResult(outcome.text(), outcome.error());
                }
                case Reply.Failure failure -> ToolResult.failed(failure.message());
                case Reply.Malformed malformed -> ToolResult.failed(malformed.reason());
            };
        } catch (ExecutionException e) {
            throw new IllegalStateException("A device call cannot fail by exception", e);
        }
    }
}
