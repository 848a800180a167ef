package dev.mynah.config;

import java.time.Duration;

/**
 * Where the server says no. Immutable.
 *
 * @param sessions most devices connected at once
 * @param devices most devices that are kept
 * @param activations most devices that wait for their code at once
 * @param serials most serial numbers with keys
 * @param groups most groups of devices
 * @param handshakeTimeout longest wait for a complete request
 * @param helloTimeout longest wait for a device's hello
 * @param textFrameBytes largest text frame taken from a device
 * @param requests how often they may come
 */
public record LimitSettings(
        int sessions,
        int devices,
        int activations,
        int serials,
        int groups,
        Duration handshakeTimeout,
        Duration helloTimeout,
        int textFrameBytes,
        RequestLimitSettings requests) {}
