package dev.mynah.conversation.record;

import dev.mynah.conversation.Turn;
import dev.mynah.protocol.DeviceId;

/** Is told of turns as they happen. Thread-safe; must not wait. */
public interface TurnNews {
    /** A question was understood. */
    void asked(DeviceId device);

    /** A turn is over; it may not be written down yet. */
    void over(DeviceId device, Turn turn);
}
