package dev.mynah.api.overview;

import java.util.List;

/**
 * How many devices there are, as far as somebody may see.
 *
 * @param waiting that show an activation code
 * @param firmware versions by how many devices have them
 */
public record FleetFigures(int total, int online, int talking, int waiting, List<Version> firmware) {
    /** A firmware version; empty when a device has not told its own. */
    public record Version(String version, int count) {}

    public FleetFigures {
        firmware = List.copyOf(firmware);
    }
}
