package dev.mynah.firmware;

import dev.mynah.protocol.ota.FirmwareVersion;
import java.time.Instant;

/**
 * An application for the devices of one board. Immutable; its bytes are a file that {@link ImageFiles} keeps.
 *
 * @param board the name devices report, such as {@code bread-compact-wifi}
 * @param version what devices compare with theirs; no two images of a board have the same
 * @param built what the file itself says it is
 * @param size in bytes
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param uploadedBy who it was, by the name of that time
 */
public record FirmwareImage(
        String id,
        String board,
        FirmwareVersion version,
        Built built,
        long size,
        String sha256,
        String notes,
        String uploadedBy,
        Instant uploadedAt) {
    /** What people call it. */
    public String name() {
        return board + " " + version;
    }

    /**
     * What a file says of itself; empty texts where it does not.
     *
     * @param chip it runs on, as devices report theirs, such as {@code esp32s3}
     * @param version as it was built, which devices will report
     * @param project it was built from
     */
    public record Built(String chip, String version, String project) {
        /** It says nothing. */
        public static final Built UNKNOWN = new Built("", "", "");
    }
}
