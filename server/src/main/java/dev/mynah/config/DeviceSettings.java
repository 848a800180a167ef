package dev.mynah.config;

import java.time.ZoneId;
import java.util.Locale;

/**
 * What holds for all devices. Immutable.
 *
 * @param transport the wire they are told to use
 * @param activation whether they must be claimed first; while false every device on the network is trusted
 * @param language what is spoken with them
 * @param zone where they are
 */
public record DeviceSettings(DeviceTransport transport, boolean activation, Locale language, ZoneId zone) {}
