package dev.mynah.device;

import dev.mynah.protocol.ota.DeviceReport;

/**
 * What a device says of itself, cleaned: every text is short and without control characters, and none of it is believed
 * beyond being shown. Empty means that it did not say. Immutable.
 *
 * @param board such as {@code bread-compact-wifi}
 * @param chip such as {@code esp32s3}
 * @param firmware the version as the device writes it
 * @param language of its menus, BCP 47
 */
public record Reported(String board, String chip, String firmware, String language, Hardware hardware) {
    /** It said nothing. */
    public static final Reported NOTHING = new Reported("", "", "", "", Hardware.UNKNOWN);

    /** The same with what a device says in few words; empty ones say nothing. */
    Reported named(String otherBoard, String otherChip, String otherFirmware) {
        return new Reported(
                ReportedText.or(otherBoard, board),
                ReportedText.or(otherChip, chip),
                ReportedText.or(otherFirmware, firmware),
                language,
                hardware);
    }

    /**
     * Takes what is worth keeping of a configuration request; what it leaves out is kept from the one before, because a
     * body that is no JSON leaves out nearly everything.
     */
    public static Reported of(DeviceReport report, Reported before) {
        return new Reported(
                ReportedText.or(report.board().name(), before.board),
                ReportedText.or(report.chipModel(), before.chip),
                ReportedText.or(report.firmwareVersion(), before.firmware),
                ReportedText.or(report.language(), before.language),
                report.bodyReadable() ? Hardware.of(report) : before.hardware);
    }
}
