package dev.mynah.api.devices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Page;
import dev.mynah.api.Refusals;
import dev.mynah.api.Resource;
import dev.mynah.device.Devices;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.mcp.ToolDescription;
import dev.mynah.tool.ToolResult;
import dev.mynah.voice.LiveConversation;
import dev.mynah.voice.LiveConversations;
import java.util.List;
import java.util.Map;

/** What devices do at once, while they are connected. Thread-safe. */
public final class LiveDevicesResource implements Resource {
    private final Devices devices;
    private final LiveConversations conversations;

    public LiveDevicesResource(Devices devices, LiveConversations conversations) {
        this.devices = devices;
        this.conversations = conversations;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("listDeviceTools", this::tools, "callDeviceTool", this::operate, "sayOnDevice", this::say);
    }

    private record ToolView(String name, String description, JsonNode inputSchema) {}

    private record Outcome(boolean isError, String text) {}

    private record Said(String deviceId) {}

    private interface Waiting<T> {
        T get() throws InterruptedException;
    }

    private Answer tools(Call call) {
        LiveConversation live = live(call);
        List<ToolView> all = waiting(live::tools).stream()
                .map(tool -> new ToolView(tool.name(), tool.description(), tool.inputSchema()))
                .toList();
        return Answer.page(new Page<>(all, null));
    }

    private Answer operate(Call call) {
        LiveConversation live = live(call);
        String name = call.path("tool_name");
        if (waiting(live::tools).stream().map(ToolDescription::name).noneMatch(name::equals)) {
            throw Refusals.notFound("tool on this device");
        }
        ToolResult result = waiting(() -> live.operate(name, call.body().path("arguments")));
        return Answer.ok(new Outcome(result.failed(), result.text()));
    }

    private Answer say(Call call) {
        LiveConversation live = live(call);
        String text = call.body().path("text").asText().strip();
        if (call.body().has("audio")) {
            throw new RefusedException(
                    ErrorCode.NOT_IMPLEMENTED, "This server plays no sounds on devices yet; send a text.");
        }
        if (text.isEmpty()) {
            throw Refusals.invalid("body.text", "says nothing");
        }
        live.announce(text);
        return Answer.accepted(new Said(Asked.device(call).mac()));
    }

    private LiveConversation live(Call call) {
        DeviceId id =
                devices.show(Asked.device(call), Asked.scope(call)).device().id();
        return conversations
                .of(id)
                .orElseThrow(() -> new RefusedException(ErrorCode.CONFLICT, Reason.DEVICE_NOT_CONNECTED));
    }

    private static <T> T waiting(Waiting<T> work) {
        try {
            return work.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new RefusedException(ErrorCode.UNAVAILABLE, Reason.STOPPING);
        }
    }
}
