package dev.mynah.simulator.device;

/** What a device has to do after it has understood a message. */
sealed interface Effect {
    Effect NONE = new None();

    /** Nothing. */
    record None() implements Effect {}

    /** Turn the microphone off. */
    record CloseMicrophone() implements Effect {}

    /** Say {@code listen start} once the queue has played, unless something else happened meanwhile. */
    record ListenAfter(long nanos, int generation) implements Effect {}

    /** Answer a tool request; the payload may be broken JSON. */
    record ToolReply(String payload) implements Effect {}

    /** Close the channel. */
    record HangUp() implements Effect {}
}
