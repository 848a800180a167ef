package dev.mynah.protocol.mqtt;

import dev.mynah.protocol.DeviceId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The client identifier that stock firmware is given: {@code GID_<group>@@@<MAC with _>@@@<uuid>} (documented protocols
 * §2). It has exactly these three parts; shorter ones that other servers let in without a password are no identifiers here.
 *
 * @param group 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 * @param uuid that the device made at its first boot
 */
public record ClientId(String group, DeviceId device, String uuid) {
    private static final String SEPARATOR = "@@@";
    private static final String PREFIX = "GID_";
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern UUID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{2}(_[0-9A-Fa-f]{2}){5}");

    /** @throws IllegalArgumentException when a part would not survive the way through a modem's command line */
    public ClientId {
        if (!GROUP.matcher(group).matches() || !UUID.matcher(uuid).matches()) {
            throw new IllegalArgumentException("no client identifier can be made of " + group + " and " + uuid);
        }
    }

    /** Reads an identifier; empty when it is none of this form. */
    public static Optional<ClientId> parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != 3
                || !parts[0].startsWith(PREFIX)
                || !GROUP.matcher(parts[0].substring(PREFIX.length())).matches()
                || !MAC.matcher(parts[1]).matches()
                || !UUID.matcher(parts[2]).matches()) {
            return Optional.empty();
        }
        String group = parts[0].substring(PREFIX.length());
        return DeviceId.parse(parts[1].replace('_', ':')).map(device -> new ClientId(group, device, parts[2]));
    }

    /** Whether a text has the beginning that only devices' identifiers have. */
    public static boolean claimed(String text) {
        return text.startsWith(PREFIX) || text.contains(SEPARATOR);
    }

    /** A group's name as far as an identifier can carry it. */
    public static String groupOf(String name) {
        String kept = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return kept.isEmpty() ? "default" : kept.substring(0, Math.min(64, kept.length()));
    }

    /** The identifier as it goes over the wire. */
    @Override
    public String toString() {
        return PREFIX + group + SEPARATOR + device.mac().replace(':', '_') + SEPARATOR + uuid;
    }
}
