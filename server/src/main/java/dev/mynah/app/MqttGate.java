package dev.mynah.app;

import dev.mynah.protocol.DeviceId;
import dev.mynah.session.Gate;
import dev.mynah.session.Knock;
import java.util.Optional;

/** Asks the gate of all wires for the broker. Thread-safe; answers from memory. */
final class MqttGate {
    private final Gate gate;

    MqttGate(Gate gate) {
        this.gate = gate;
    }

    /**
     * Whether a device whose password was right may come in.
     *
     * @param uuid empty when it is known by something else, such as its token
     */
    boolean admits(DeviceId device, String uuid) {
        return granted(device, Knock.checkedByWire(device, uuid));
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
