package dev.mynah.api.services;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Page;
import dev.mynah.api.Refusals;
import dev.mynah.api.Resource;
import dev.mynah.assistant.persona.Assistant;
import dev.mynah.assistant.persona.Assistants;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Assistants, for those who look after them. Thread-safe. */
public final class AssistantsResource implements Resource {
    private final Assistants assistants;
    private final ToIntFunction<Assistant> devices;

    /** @param devices how many talk with an assistant */
    public AssistantsResource(Assistants assistants, ToIntFunction<Assistant> devices) {
        this.assistants = assistants;
        this.devices = devices;
    }

    private record AssistantView(
            String id,
            String name,
            String prompt,
            String language,
            boolean isDefault,
            int deviceCount,
            Instant updatedAt) {}

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "listAssistants", this::list,
                "createAssistant", this::create,
                "readAssistant", this::read,
                "updateAssistant", this::update,
                "deleteAssistant", this::delete);
    }

    private Answer list(Call call) {
        List<Assistant> all = assistants.all();
        int from = call.after().map(key -> after(all, key)).orElse(0);
        List<Assistant> found = all.subList(from, Math.min(all.size(), from + call.limit() + 1));
        return Answer.page(Page.of(call, found, this::view, last -> List.of(last.name(), last.id())));
    }

    private static int after(List<Assistant> all, List<String> key) {
        int at = 0;
        while (at < all.size() && order(all.get(at)).compareTo(key.get(0) + "\0" + key.get(1)) <= 0) {
            at++;
        }
        return at;
    }

    private static String order(Assistant assistant) {
        return assistant.name() + "\0" + assistant.id();
    }

    private Answer create(Call call) {
        JsonNode body = call.body();
        Assistants.Wish wish = new Assistants.Wish(
                name(body, ""),
                body.path("prompt").asText(""),
                body.path("language").asText(Assistant.AUTO),
                body.path("is_default").asBoolean(false));
        Assistant made = assistants.add(wish, call.actor());
        return Answer.created(view(made), "/api/v1/assistants/" + made.id()).tagged(tag(made));
    }

    private Answer read(Call call) {
        Assistant found = found(call);
        return Answer.ok(view(found)).tagged(tag(found));
    }

    private Answer update(Call call) {
        JsonNode body = call.body();
        Assistant before = found(call);
        Assistants.Wish wish = new Assistants.Wish(
                name(body, before.name()),
                body.path("prompt").asText(before.prompt()),
                body.path("language").asText(before.language()),
                body.path("is_default").asBoolean(before.preferred()));
        Assistant after = assistants.change(before.id(), wish, call.actor(), present -> call.expect(tag(present)));
        return Answer.ok(view(after)).tagged(tag(after));
    }

    private Answer delete(Call call) {
        assistants.remove(call.path("assistant_id"), call.actor());
        return Answer.none();
    }

    private static String name(JsonNode body, String before) {
        String name = body.path("name").asText(before).strip();
        if (name.isEmpty()) {
            throw Refusals.invalid("body.name", "must not be blank");
        }
        return name;
    }

    private Assistant found(Call call) {
        return assistants.find(call.path("assistant_id")).orElseThrow(() -> Refusals.notFound("assistant"));
    }

    private static String tag(Assistant assistant) {
        return String.valueOf(assistant.version());
    }

    private AssistantView view(Assistant assistant) {
        return new AssistantView(
                assistant.id(),
                assistant.name(),
                assistant.prompt(),
                assistant.language(),
                assistant.preferred(),
                devices.applyAsInt(assistant),
                assistant.changedAt());
    }
}
