package dev.mynah.simulator.device;

/**
 * How long the parts of opening a channel took, in nanoseconds.
 *
 * @param upgradeNanos TCP and the answer to the upgrade
 * @param helloNanos from the device's hello to the server's
 */
public record ConnectTimings(long upgradeNanos, long helloNanos) {}
