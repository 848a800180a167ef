package dev.mynah.api.devices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Page;
import dev.mynah.api.Resource;
import dev.mynah.device.Group;
import dev.mynah.device.Groups;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Groups of devices. Thread-safe. */
public final class DeviceGroupsResource implements Resource {
    private final Groups groups;

    public DeviceGroupsResource(Groups groups) {
        this.groups = groups;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "listGroups", this::list,
                "createGroup", this::create,
                "readGroup", call -> tagged(groups.show(call.path("group_id"), Asked.scope(call))),
                "updateGroup", this::update,
                "deleteGroup", this::delete);
    }

    private record GroupView(
            String id,
            String name,
            String description,
            @Nullable String ownerId,
            Instant createdAt) {}

    private Answer list(Call call) {
        Optional<List<String>> after = call.after();
        List<Group> found = groups.list(Asked.scope(call)).stream()
                .filter(group -> after.isEmpty() || follows(key(group), after.get()))
                .limit(call.limit() + 1L)
                .toList();
        return Answer.page(Page.of(call, found, DeviceGroupsResource::view, DeviceGroupsResource::key));
    }

    private Answer create(Call call) {
        JsonNode body = call.body();
        Group made = groups.make(
                body.path("name").asText(), body.path("description").asText(), Asked.owner(call), call.actor());
        return Answer.created(view(made), "/api/v1/groups/" + made.id()).tagged(tag(made));
    }

    private Answer update(Call call) {
        JsonNode body = call.body();
        return tagged(groups.change(call.path("group_id"), Asked.scope(call), call.actor(), group -> {
            call.expect(tag(group));
            return new Groups.Naming(
                    body.path("name").asText(group.name()),
                    body.path("description").asText(group.description()));
        }));
    }

    private Answer delete(Call call) {
        groups.remove(call.path("group_id"), Asked.scope(call), call.actor());
        return Answer.none();
    }

    private static Answer tagged(Group group) {
        return Answer.ok(view(group)).tagged(tag(group));
    }

    private static String tag(Group group) {
        return String.valueOf(group.version());
    }

    private static GroupView view(Group group) {
        return new GroupView(group.id(), group.name(), group.description(), group.ownerId(), group.createdAt());
    }

    private static List<String> key(Group group) {
        return List.of(group.name().toLowerCase(Locale.ROOT), group.id());
    }

    private static boolean follows(List<String> key, List<String> other) {
        int names = key.getFirst().compareTo(other.getFirst());
        return names > 0 || (names == 0 && key.getLast().compareTo(other.getLast()) > 0);
    }
}
