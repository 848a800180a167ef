package dev.mynah.app;

import dev.mynah.protocol.DeviceId;
import dev.mynah.session.Gate;
import dev.mynah.session.Knock;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks the gate of all wires for the broker. Thread-safe; answers from memory. */
final class MqttGate {
    private final Gate gate;
    private final Predicate<DeviceId> bound;

    /** @param bound whether a device is somebody's, or need not be */
    MqttGate(Gate gate, Predicate<DeviceId> bound) {
        this.gate = gate;
        this.bound = bound;
    }

    /** Whether a device whose password was right may come in. */
    boolean admits(DeviceId device, String uuid) {
        return granted(device, new Knock(device.mac(), uuid, new Knock.CheckedByWire()));
    }

    /** Whether a device is heard that another broker has let in. */
    boolean reports(DeviceId device) {
        return bound.test(device);
    }

    /** The device that says who it is as username and shows its token as password. */
    Optional<DeviceId> find(String username, String token) {
        return DeviceId.parse(username)
                .filter(device -> granted(device, new Knock(device.mac(), null, new Knock.Said(token))));
    }

    private boolean granted(DeviceId device, Knock knock) {
        return switch (gate.decide(device, knock)) {
            case Gate.Decision.Granted granted -> true;
            case Gate.Decision.Denied denied -> false;
        };
    }
}
