package dev.mynah.config;

import java.time.Duration;

/**
 * Where the server says no. Immutable.
 *
 * @param sessions most devices connected at once
 * @param handshakeTimeout longest wait for a complete request
 * @param helloTimeout longest wait for a device's hello
 * @param textFrameBytes largest text frame taken from a device
 */
public record LimitSettings(int sessions, Duration handshakeTimeout, Duration helloTimeout, int textFrameBytes) {}
