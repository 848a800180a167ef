package dev.mynah.envelope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.envelope.EnvelopeRequest;

/** Who wants to know what devices say of themselves. Thread-safe; must not wait. */
public interface DeviceNews {
    /** A device has said what it is. */
    void registered(DeviceId device, EnvelopeRequest.Register what);

    /** A device has said how it is, in whatever words. */
    void status(DeviceId device, ObjectNode status);
}
