package dev.mynah.api.devices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Resource;
import dev.mynah.device.Device;
import dev.mynah.device.DeviceOrder;
import dev.mynah.device.DevicePage;
import dev.mynah.device.DeviceQuery;
import dev.mynah.device.Devices;
import dev.mynah.device.Scope;
import dev.mynah.protocol.DeviceId;
import dev.mynah.provisioning.Activation;
import dev.mynah.provisioning.Activations;
import dev.mynah.provisioning.Binding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Devices: listed, bound, changed, removed, and their credentials. Thread-safe. */
public final class DevicesResource implements Resource {
    private final Devices devices;
    private final Binding binding;
    private final Activations activations;

    public DevicesResource(Devices devices, Binding binding, Activations activations) {
        this.devices = devices;
        this.binding = binding;
        this.activations = activations;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "listDevices", this::list,
                "readDevice", call -> view(Asked.device(call), Asked.scope(call)),
                "bindDevice", this::bind,
                "updateDevice", this::update,
                "deleteDevice", this::delete,
                "rotateDeviceCredentials", this::rotate,
                "revokeDeviceCredentials", this::revoke,
                "listActivations", this::waiting);
    }

    /** A part of the list, and how long it is. */
    private record Shown(List<DeviceView> items, @Nullable String nextCursor, long total) {}

    private record ActivationView(
            String deviceId, String board, String firmware, String address, Instant since, Instant expiresAt) {}

    /** What a query finds after the call's cursor. */
    static Answer page(Call call, Devices devices, DeviceQuery query) {
        DeviceOrder.Position after = call.after()
                .map(key -> new DeviceOrder.Position(key.getFirst(), key.getLast()))
                .orElse(null);
        DevicePage page = devices.list(query, after);
        DeviceOrder.Position next = page.next();
        return Answer.ok(new Shown(
                page.devices().stream().map(DeviceView::of).toList(),
                next == null ? null : call.cursor(List.of(next.key(), next.mac())),
                page.total()));
    }

    private Answer list(Call call) {
        DeviceOrder order = call.text("sort").flatMap(DeviceOrder::named).orElse(DeviceOrder.NAME);
        boolean descending = call.text("order").filter("desc"::equals).isPresent();
        DeviceQuery query = DeviceQuery.all(Asked.scope(call), call.limit())
                .containing(call.text("q").orElse(""))
                .online(call.flag("online").orElse(null))
                .bound(call.flag("activated").orElse(null))
                .in(call.text("group").orElse(null))
                .with(call.text("board").orElse(null), call.text("version").orElse(null))
                .by(order, descending);
        return page(call, devices, query);
    }

    private Answer view(DeviceId id, Scope scope) {
        var known = devices.show(id, scope);
        return Answer.ok(DeviceView.of(known)).tagged(Asked.tag(known.device()));
    }

    private Answer bind(Call call) {
        JsonNode body = call.body();
        Binding.Wish wish = new Binding.Wish(
                Asked.scope(call),
                Asked.owner(call),
                body.path("name").asText(),
                Asked.text(body.path("assistant_id")),
                Asked.texts(body.path("groups")));
        Device bound = binding.bind(body.path("code").asText(), call.actor(), wish);
        return Answer.created(DeviceView.of(devices.show(bound.id(), Scope.ALL)), "/api/v1/devices/" + bound.id())
                .tagged(Asked.tag(bound));
    }

    private Answer update(Call call) {
        DeviceId id = Asked.device(call);
        devices.arrange(id, Asked.scope(call), call.actor(), device -> {
            call.expect(Asked.tag(device));
            return Asked.changed(device.arrangement(), call.body());
        });
        // A member who is an administrator's tool may have given it away: what was changed is answered all the same.
        return view(id, Scope.ALL);
    }

    private Answer delete(Call call) {
        devices.remove(Asked.device(call), Asked.scope(call), call.actor());
        return Answer.none();
    }

    private Answer rotate(Call call) {
        Device device = binding.rotate(Asked.device(call), Asked.scope(call), call.actor());
        return view(device.id(), Scope.ALL);
    }

    private Answer revoke(Call call) {
        Device device = binding.revoke(Asked.device(call), Asked.scope(call), call.actor());
        return view(device.id(), Scope.ALL);
    }

    private Answer waiting(Call call) {
        List<Activation> all = call.principal().ownOnly() ? List.of() : activations.all();
        Optional<String> after = call.after().map(key -> key.getFirst());
        List<Activation> found = all.stream()
                .filter(activation -> after.isEmpty() || key(activation).compareTo(after.get()) > 0)
                .limit(call.limit() + 1L)
                .toList();
        return Answer.page(
                dev.mynah.api.Page.of(call, found, DevicesResource::view, activation -> List.of(key(activation))));
    }

    /** Grows from one activation to the next; since they all live equally long, the list is in this order. */
    private static String key(Activation activation) {
        return "%015d %s %08x"
                .formatted(
                        activation.since().toEpochMilli(),
                        activation.device().mac(),
                        activation.clientId().hashCode());
    }

    private static ActivationView view(Activation activation) {
        return new ActivationView(
                activation.device().mac(),
                activation.reported().board(),
                activation.reported().firmware(),
                activation.address(),
                activation.since(),
                activation.expires());
    }
}
