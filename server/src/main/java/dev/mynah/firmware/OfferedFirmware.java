package dev.mynah.firmware;

import dev.mynah.device.Hardware;
import dev.mynah.device.Reported;
import dev.mynah.protocol.ota.FirmwareVersion;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a device is told of the image it is meant to have (firmware wire contract §1.5 and §3, C14 to C17). Pure: the
 * same answer to the same question, for the configuration reply and for people who ask why. Stateless.
 */
final class OfferedFirmware {
    /** Of the versions from which the flash is divided anew. */
    private static final int NEW_GENERATION = 2;

    private OfferedFirmware() {}

    /**
     * @param image of the target; null when its bytes are missing
     * @param reported what the device said last
     * @param arrived whether it came back with what this target forced upon it
     */
    static Verdict decide(Target target, @Nullable FirmwareImage image, Reported reported, boolean arrived) {
        if (image == null) {
            return new Verdict.Withheld(Verdict.Reason.FILE_MISSING, target, null);
        }
        Optional<FirmwareVersion> running = FirmwareVersion.reported(reported.firmware());
        Verdict.Reason unfit = unfit(image, reported, running);
        if (unfit != null) {
            return new Verdict.Withheld(unfit, target, image);
        }
        FirmwareVersion present = running.orElseThrow();
        if (image.version().equals(present)) {
            return new Verdict.Withheld(Verdict.Reason.UP_TO_DATE, target, image);
        }
        boolean forced = target.forced() && !arrived;
        return forced || image.version().newerThan(present)
                ? new Verdict.Offered(target, image, forced)
                : new Verdict.Withheld(Verdict.Reason.RUNS_NEWER, target, image);
    }

    /** Why the device could not run it, or could not even read of it; null when it can. Force changes nothing about that. */
    private static Verdict.@Nullable Reason unfit(
            FirmwareImage image, Reported reported, Optional<FirmwareVersion> running) {
        Hardware hardware = reported.hardware();
        String chip = image.built().chip();
        if (!image.board().equals(reported.board())) {
            return Verdict.Reason.OTHER_BOARD;
        }
        if (!chip.isEmpty() && !reported.chip().isEmpty() && !chip.equals(plain(reported.chip()))) {
            return Verdict.Reason.OTHER_CHIP;
        }
        if (running.isEmpty()) {
            return Verdict.Reason.UNKNOWN_VERSION;
        }
        if (generation(image.version()) >= NEW_GENERATION
                && (generation(running.get()) < NEW_GENERATION || hardware.partitionLayout() == 1)) {
            return Verdict.Reason.OLD_GENERATION;
        }
        return hardware.appBytes() > 0 && image.size() > hardware.appBytes() ? Verdict.Reason.TOO_LARGE : null;
    }

    private static int generation(FirmwareVersion version) {
        return version.numbers().getFirst();
    }

    /** Some builds write {@code ESP32-S3}. */
    private static String plain(String chip) {
        return chip.toLowerCase(Locale.ROOT).replace("-", "");
    }
}
