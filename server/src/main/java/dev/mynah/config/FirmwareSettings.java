package dev.mynah.config;

import java.time.Duration;

/**
 * What is kept of firmware and how devices fetch it. Immutable.
 *
 * @param images most images kept at once
 * @param downloads most devices that fetch one at once
 * @param addressValidity how long the address a device was given may be used to begin
 * @param stall longest time in which a device that fetches takes nothing, or a person that uploads sends nothing
 */
public record FirmwareSettings(int images, int downloads, Duration addressValidity, Duration stall) {}
