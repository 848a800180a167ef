package dev.mynah.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import java.util.concurrent.CompletableFuture;

/** The way to tell a device to do something, whatever the wire. Thread-safe; nothing here blocks. */
public interface ControlLink {
    /** Whose way it is. */
    DeviceId device();

    /** The wire, as operators call it. */
    String transport();

    /**
     * Tells the device to do something.
     *
     * @param command such as {@code reboot} or {@code LED}; the wire says which it can carry
     * @param parameters in their order, as some wires have no names for them
     * @return completes with exactly one outcome, in any case
     */
    CompletableFuture<ControlOutcome> send(String command, ObjectNode parameters);
}
