package dev.mynah.firmware;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a device gets of firmware, and why. */
public sealed interface Verdict {
    /**
     * It is told of an image, which it will install.
     *
     * @param forced whether it installs it whatever it runs
     */
    record Offered(Target target, FirmwareImage image, boolean forced) implements Verdict {}

    /**
     * It is told of none.
     *
     * @param target that it would have; null when it has none
     * @param image of the target; null when there is none
     */
    record Withheld(
            Reason reason,
            @Nullable Target target,
            @Nullable FirmwareImage image) implements Verdict {}

    /** Why a device is told of none. */
    enum Reason {
        /** Nobody has chosen an image for it. */
        NO_TARGET,
        /** Nobody has bound it. */
        NOT_BOUND,
        /** It runs the image. */
        UP_TO_DATE,
        /** What it runs is newer, as devices count. */
        RUNS_NEWER,
        /** The image is for another board than it says it is. */
        OTHER_BOARD,
        /** The image is for another chip than it says it has. */
        OTHER_CHIP,
        /** A 1.x device, whose flash is divided otherwise than 2.x needs it. */
        OLD_GENERATION,
        /** The image does not fit where the device keeps applications. */
        TOO_LARGE,
        /** It did not say which version it runs, or one over whose comparison it would restart for ever. */
        UNKNOWN_VERSION,
        /** The image's bytes are not on the disk any more. */
        FILE_MISSING;

        /** The reason as the contract writes it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
