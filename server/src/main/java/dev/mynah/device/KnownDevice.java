package dev.mynah.device;

/** A device and whether it is there, at one moment. Immutable. */
public record KnownDevice(Device device, Presence presence) {}
