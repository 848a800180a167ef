package dev.mynah.envelope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.envelope.EnvelopeRequest;

/** Who wants to know what devices say of themselves. Thread-safe; may wait for a store. */
public interface DeviceNews {
    /** A device has said what it is. */
    void registered(DeviceId device, EnvelopeRequest.Register what);

    /** A device has said how it is: numbers and short texts, few of them. */
    void status(DeviceId device, ObjectNode status);
}
