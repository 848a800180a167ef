package dev.mynah.tool;

import dev.mynah.protocol.mcp.JsonRpc;

/** Where a device's photos are to go. Asked anew each time, because that changes while people talk. Thread-safe. */
@FunctionalInterface
public interface Eyes {
    /** Nobody looks at photos. */
    Eyes NONE = () -> new Photos.Unwanted("Nobody here looks at photos.");

    /** What is to be done with a photo. */
    sealed interface Photos {
        /** The device sends it there. */
        record Wanted(JsonRpc.Vision to) implements Photos {}

        /**
         * None is to be taken.
         *
         * @param reason for the person who asked for it
         */
        record Unwanted(String reason) implements Photos {}
    }

    Photos photos();
}
