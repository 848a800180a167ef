package dev.mynah.api.devices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Refusals;
import dev.mynah.api.Resource;
import dev.mynah.device.Arrangement;
import dev.mynah.device.DeviceQuery;
import dev.mynah.device.Devices;
import dev.mynah.device.Groups;
import dev.mynah.device.Scope;
import dev.mynah.error.RefusedException;
import dev.mynah.protocol.DeviceId;
import dev.mynah.provisioning.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The same for many devices at once, each for itself. Thread-safe. */
public final class BulkResource implements Resource {
    private final Devices devices;
    private final Groups groups;
    private final Binding binding;

    public BulkResource(Devices devices, Groups groups, Binding binding) {
        this.devices = devices;
        this.groups = groups;
        this.binding = binding;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "changeDevices", this::change,
                "listGroupDevices", this::list,
                "addGroupDevices", this::add,
                "removeGroupDevice", this::remove);
    }

    private record Problem(String code, String message) {}

    private record Outcome(String deviceId, @Nullable Problem error) {}

    private record Outcomes(List<Outcome> items) {}

    private Answer change(Call call) {
        Scope scope = Asked.scope(call);
        JsonNode change = call.body().path("change");
        return each(
                call,
                switch (call.body().path("action").asText()) {
                    case "update" -> {
                        if (change.isMissingNode()) {
                            throw Refusals.invalid("body.change", "is needed to update");
                        }
                        yield id -> devices.arrange(
                                id, scope, call.actor(), device -> changed(device.arrangement(), change));
                    }
                    case "delete" -> id -> devices.remove(id, scope, call.actor());
                    case "rotate_credentials" -> id -> binding.rotate(id, scope, call.actor());
                    case "revoke_credentials" -> id -> binding.revoke(id, scope, call.actor());
                    case String other -> throw Refusals.invalid("body.action", "is unknown");
                });
    }

    private Answer list(Call call) {
        Scope scope = Asked.scope(call);
        String group = groups.show(call.path("group_id"), scope).id();
        return DevicesResource.page(
                call, devices, DeviceQuery.all(scope, call.limit()).in(group));
    }

    private Answer add(Call call) {
        Scope scope = Asked.scope(call);
        String group = groups.show(call.path("group_id"), scope).id();
        return each(
                call,
                id -> devices.arrange(
                        id, scope, call.actor(), device -> regrouped(device.arrangement(), List.of(group), List.of())));
    }

    private Answer remove(Call call) {
        Scope scope = Asked.scope(call);
        String group = groups.show(call.path("group_id"), scope).id();
        devices.arrange(Asked.device(call), scope, call.actor(), device -> {
            if (!device.arrangement().groups().contains(group)) {
                throw Refusals.notFound("device in this group");
            }
            return regrouped(device.arrangement(), List.of(), List.of(group));
        });
        return Answer.none();
    }

    private static Answer each(Call call, Consumer<DeviceId> doing) {
        List<Outcome> outcomes = new ArrayList<>();
        for (String text : Asked.texts(call.body().path("device_ids"))) {
            try {
                doing.accept(Asked.device(text));
                outcomes.add(new Outcome(text, null));
            } catch (RefusedException refused) {
                outcomes.add(
                        new Outcome(text, new Problem(refused.code().name(), String.valueOf(refused.getMessage()))));
            }
        }
        return Answer.ok(new Outcomes(outcomes));
    }

    private static Arrangement changed(Arrangement before, JsonNode change) {
        return regrouped(
                Asked.changed(before, change),
                Asked.texts(change.path("add_groups")),
                Asked.texts(change.path("remove_groups")));
    }

    private static Arrangement regrouped(Arrangement before, List<String> added, List<String> removed) {
        Set<String> groups = new TreeSet<>(before.groups());
        groups.addAll(added);
        removed.forEach(groups::remove);
        return before.in(groups);
    }
}
