package dev.mynah.firmware;

import dev.mynah.protocol.DeviceId;
import java.time.Instant;

/**
 * What some devices shall have. Immutable.
 *
 * @param id a new one each time it is set, so that what devices did for the one before counts for nothing
 * @param forced whether a device installs it whatever it runs, once
 * @param setBy who it was, by the name of that time
 */
public record Target(String id, Place place, String imageId, boolean forced, String setBy, Instant setAt) {
    /** Whose targets count more: those that stand first. */
    public enum Kind {
        DEVICE,
        GROUP,
        BOARD
    }

    /**
     * Whom a target is for. There is one target at each place.
     *
     * @param subject address of the device, id of the group, or name of the board
     * @param board of the devices it is for: a group may have devices of several, and a target for each; empty for a device
     */
    public record Place(Kind kind, String subject, String board) {
        public static Place device(DeviceId device) {
            return new Place(Kind.DEVICE, device.mac(), "");
        }

        public static Place group(String group, String board) {
            return new Place(Kind.GROUP, group, board);
        }

        public static Place board(String board) {
            return new Place(Kind.BOARD, board, board);
        }
    }
}
