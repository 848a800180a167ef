package dev.mynah.session;

import java.util.List;

/** What became of a command. */
public sealed interface ControlOutcome {
    /**
     * The device did it.
     *
     * @param values what it added
     */
    record Done(List<String> values) implements ControlOutcome {}

    /**
     * The device, or the wire on its behalf, would not.
     *
     * @param status the device's word for it, such as {@code PARAM}
     * @param reason in words
     */
    record Refused(String status, String reason) implements ControlOutcome {}

    /** The device did not answer in time; whether it did it is not known. */
    record Unanswered(String reason) implements ControlOutcome {}

    /** The device cannot be reached; it did nothing. */
    record Unreachable(String reason) implements ControlOutcome {}

    /** Too much waits for this device already; it did nothing. */
    record Overloaded(String reason) implements ControlOutcome {}
}
