package dev.mynah.api.firmware;

import dev.mynah.device.Device;
import dev.mynah.device.KnownDevice;
import dev.mynah.firmware.FirmwareImage;
import dev.mynah.firmware.Target;
import dev.mynah.firmware.Verdict;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Firmware as it is answered. Stateless. */
final class FirmwareViews {
    private FirmwareViews() {}

    /** The contract's {@code Firmware}. */
    record ImageView(
            String id,
            String board,
            String version,
            String chip,
            String builtVersion,
            String project,
            long size,
            String sha256,
            String notes,
            String uploadedBy,
            Instant uploadedAt,
            long targets) {}

    /** The contract's {@code FirmwareTarget}. */
    record TargetView(
            String id,
            String kind,
            String subject,
            String board,
            String firmwareId,
            String version,
            boolean force,
            String setBy,
            Instant setAt) {}

    /** The contract's {@code DeviceFirmware}. */
    record DeviceView(
            String deviceId,
            String name,
            boolean online,
            String board,
            String chip,
            String firmware,
            String state,
            @Nullable String firmwareId,
            @Nullable String version,
            boolean force,
            @Nullable String targetId,
            @Nullable String targetKind) {}

    static ImageView of(FirmwareImage image, long targets) {
        return new ImageView(
                image.id(),
                image.board(),
                image.version().toString(),
                image.built().chip(),
                image.built().version(),
                image.built().project(),
                image.size(),
                image.sha256(),
                image.notes(),
                image.uploadedBy(),
                image.uploadedAt(),
                targets);
    }

    static TargetView of(Target target, @Nullable FirmwareImage image) {
        return new TargetView(
                target.id(),
                label(target),
                target.place().subject(),
                image == null ? target.place().board() : image.board(),
                target.imageId(),
                image == null ? "" : image.version().toString(),
                target.forced(),
                target.setBy(),
                target.setAt());
    }

    static DeviceView of(KnownDevice known, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Offered offered -> of(known, "offered", offered.target(), offered.image(), offered.forced());
            case Verdict.Withheld withheld ->
                of(known, withheld.reason().label(), withheld.target(), withheld.image(), false);
        };
    }

    private static DeviceView of(
            KnownDevice known, String state, @Nullable Target target, @Nullable FirmwareImage image, boolean forced) {
        Device device = known.device();
        return new DeviceView(
                device.id().mac(),
                device.name(),
                known.presence().online(),
                device.reported().board(),
                device.reported().chip(),
                device.reported().firmware(),
                state,
                target == null ? null : target.imageId(),
                image == null ? null : image.version().toString(),
                forced,
                target == null ? null : target.id(),
                target == null ? null : label(target));
    }

    private static String label(Target target) {
        return target.place().kind().name().toLowerCase(Locale.ROOT);
    }
}
