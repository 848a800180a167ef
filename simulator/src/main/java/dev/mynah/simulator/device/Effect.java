package dev.mynah.simulator.device;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a device has to do after it has understood a message. */
sealed interface Effect {
    Effect NONE = new None();

    /** Nothing. */
    record None() implements Effect {}

    /** Turn the microphone off. */
    record CloseMicrophone() implements Effect {}

    /** Say {@code listen start} once the queue has played, unless something else happened meanwhile. */
    record ListenAfter(long nanos, int generation) implements Effect {}

    /** Do what the tool request says and answer it; may take long, and nothing else is understood meanwhile. */
    record ToolRequest(ObjectNode payload) implements Effect {}

    /** Close the channel. */
    record HangUp() implements Effect {}

    /** The server ended the channel. */
    record CloseChannel() implements Effect {}
}
