package dev.mynah.api.devices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.access.Principal;
import dev.mynah.api.Call;
import dev.mynah.api.Refusals;
import dev.mynah.config.DeviceTransport;
import dev.mynah.device.Arrangement;
import dev.mynah.device.Device;
import dev.mynah.device.DeviceRegistry;
import dev.mynah.device.Scope;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.protocol.DeviceId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What calls about devices ask for, in the words of the feature. Stateless. */
final class Asked {
    private Asked() {}

    /** What is there for whoever calls. */
    static Scope scope(Call call) {
        Principal principal = call.principal();
        return principal.ownOnly() ? Scope.ownedBy(principal.owner()) : Scope.ALL;
    }

    /** Whose things become that whoever calls makes; null when nobody's in particular. */
    static @Nullable String owner(Call call) {
        String owner = call.principal().owner();
        return owner.isEmpty() ? null : owner;
    }

    /** Refuses somebody who sees only what is their own. */
    static void requireAll(Call call) {
        if (call.principal().ownOnly()) {
            throw new RefusedException(
                    ErrorCode.FORBIDDEN, "Only somebody who organises all devices decides about serial numbers.");
        }
    }

    static DeviceId device(Call call) {
        String text = call.path("device_id");
        return DeviceId.parse(text).orElseThrow(() -> Refusals.notFound("device"));
    }

    static DeviceId device(String text) {
        return DeviceId.parse(text)
                .orElseThrow(() -> new RefusedException(ErrorCode.NOT_FOUND, "There is no device " + text + "."));
    }

    static String tag(Device device) {
        return String.valueOf(device.version());
    }

    static List<String> texts(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(each -> all.add(each.asText()));
        return all;
    }

    /** The text of a member that may be null. */
    static @Nullable String text(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? null : node.asText();
    }

    /** What the members of a change that are there make of an arrangement; others leave it as it is. */
    static Arrangement changed(Arrangement before, JsonNode change) {
        Arrangement after = before;
        if (change.has("name")) {
            after = after.named(change.path("name").asText());
        }
        if (change.has("notes")) {
            after = after.noted(change.path("notes").asText());
        }
        if (change.has("groups")) {
            after = after.in(texts(change.path("groups")));
        }
        if (change.has("assistant_id")) {
            after = after.talkingWith(text(change.path("assistant_id")));
        }
        if (change.has("owner_id")) {
            after = after.ownedBy(text(change.path("owner_id")));
        }
        return change.has("transport") ? after.over(transport(change.path("transport"))) : after;
    }

    private static @Nullable DeviceTransport transport(JsonNode wanted) {
        String label = text(wanted);
        for (DeviceTransport transport : DeviceTransport.values()) {
            if (transport.toString().equals(label)) {
                return transport;
            }
        }
        if (label == null) {
            return null;
        }
        throw Refusals.invalid("body.transport", "is a wire this server does not offer");
    }

    /** Refuses to touch a device that is not there for this scope. */
    static Device visible(DeviceRegistry devices, DeviceId id, Scope scope) {
        return devices.find(id)
                .filter(device -> scope.includes(device.arrangement().ownerId()))
                .orElseThrow(() -> DeviceRegistry.notFound(id));
    }
}
