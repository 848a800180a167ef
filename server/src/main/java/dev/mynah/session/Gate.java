package dev.mynah.session;

import dev.mynah.protocol.DeviceId;

/**
 * Decides who may open a channel, on every wire. Thread-safe. Answers from memory and never waits: it is asked on event
 * loops.
 */
@FunctionalInterface
public interface Gate {
    /** Lets in whoever comes. */
    Gate OPEN = (device, knock) -> new Decision.Granted(() -> true);

    /** Decides on a device that knocks. */
    Decision decide(DeviceId device, Knock knock);

    /** What is decided. */
    sealed interface Decision {
        /** It may come in. */
        record Granted(Grant grant) implements Decision {}

        /**
         * It may not.
         *
         * @param status of the HTTP answer that refuses it
         * @param reason what to do about it; says nothing of what is right about the claim
         */
        record Denied(int status, String reason) implements Decision {}
    }

    /** Why a device was let in. Thread-safe. */
    @FunctionalInterface
    interface Grant {
        /** Whether that still holds: a device may be unbound between its upgrade and its hello. */
        boolean stands();
    }
}
