package dev.mynah.config;

import java.time.Duration;

/**
 * How photos of devices are taken in. Immutable.
 *
 * @param photos most at once
 * @param uploadTimeout longest wait for one
 */
public record CameraSettings(int photos, Duration uploadTimeout) {}
