package dev.mynah.device;

/**
 * A device, whether it is there and how it says it is, at one moment. Immutable.
 *
 * @param condition without values when it said nothing since the start
 */
public record KnownDevice(Device device, Presence presence, Condition condition) {}
