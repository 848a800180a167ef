package dev.mynah.access;

import java.util.Locale;
import java.util.Optional;

/**
 * A right to do something. Roles are sets of them, the scopes of API keys too, and the REST contract names for each
 * operation the one it takes ({@code x-permission}).
 */
public enum Permission {
    /** Devices, groups, their status and tools. */
    DEVICES_READ,
    /** Commands, tool calls and spoken messages. */
    DEVICES_USE,
    /** Claiming a device with the code it shows. */
    DEVICES_BIND,
    /** Names, groups, credentials, removal. */
    DEVICES_MANAGE,
    /** What was said and heard. */
    CONVERSATIONS_READ,
    /** Assistants and providers, as they are set up; never their secrets. */
    SERVICES_READ,
    SERVICES_MANAGE,
    /** Firmware images and roll-outs. */
    FIRMWARE_READ,
    FIRMWARE_MANAGE,
    /** Users and everybody's API keys. */
    PEOPLE_READ,
    PEOPLE_MANAGE,
    AUDIT_READ,
    SETTINGS_READ,
    SETTINGS_MANAGE;

    /** The permission as the contract and an API key's scopes write it, such as {@code devices:read}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    public static Optional<Permission> named(String label) {
        for (Permission permission : values()) {
            if (permission.label().equals(label)) {
                return Optional.of(permission);
            }
        }
        return Optional.empty();
    }
}
