package dev.mynah.device;

import dev.mynah.protocol.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device as it is known. Immutable. People change the arrangement and the pairing, each change with a higher version; what
 * the device reports and when it was seen changes beside that.
 *
 * @param pairing with whom the server would talk under this address; null when nobody has bound the device
 * @param reported what it last said of itself
 * @param seen when it was there
 * @param version grows with every change of arrangement or pairing
 */
public record Device(
        DeviceId id,
        Arrangement arrangement,
        @Nullable Pairing pairing,
        Reported reported,
        Seen seen,
        Instant createdAt,
        long version) {
    /** A device nobody has bound or named. */
    public static Device met(DeviceId id, Reported reported, Instant now) {
        return new Device(id, Arrangement.NONE, null, reported, Seen.NEVER, now, 1);
    }

    /** The name people gave it, or one made of its board and the end of its address. */
    public String name() {
        if (!arrangement.name().isEmpty()) {
            return arrangement.name();
        }
        String board = reported.board().isEmpty() ? "device" : reported.board();
        return board + " " + id.mac().substring(12).replace(":", "");
    }

    public Device with(Arrangement changed) {
        return new Device(id, changed, pairing, reported, seen, createdAt, version);
    }

    public Device with(@Nullable Pairing changed) {
        return new Device(id, arrangement, changed, reported, seen, createdAt, version);
    }

    public Device with(Reported said) {
        return new Device(id, arrangement, pairing, said, seen, createdAt, version);
    }

    public Device with(Seen changed) {
        return new Device(id, arrangement, pairing, reported, changed, createdAt, version);
    }

    Device at(long changedVersion) {
        return new Device(id, arrangement, pairing, reported, seen, createdAt, changedVersion);
    }
}
