package dev.mynah.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.device.Hardware;
import dev.mynah.device.Reported;
import dev.mynah.protocol.ota.FirmwareVersion;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision, by table: the image, what the device said, whether it is forced and was installed, and the verdict. */
class OfferedFirmwareTest {
    private static final Instant THEN = Instant.parse("2026-08-08T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // image: version, chip, bytes | device: board, chip, version, layout, room | forced, arrived | verdict
        "2.4.3, esp32s3, 9, b, esp32s3, 2.4.2,  0, 0,  false, false, OFFERED",
        "2.4.3, esp32s3, 9, b, esp32s3, 2.4.2,  2, 99, false, false, OFFERED",
        "2.4.3, '',      9, b, esp32s3, 2.4.2,  0, 0,  false, false, OFFERED",
        "2.4.3, esp32s3, 9, b, '',      2.4.2,  0, 0,  false, false, OFFERED",
        "2.4.3, esp32s3, 9, b, ESP32-S3, 2.4.2, 0, 0,  false, false, OFFERED",
        "2.4.3, esp32s3, 9, b, esp32s3, 2.4.2,  0, 0,  true,  false, FORCED",
        "2.4.3, esp32s3, 9, b, esp32s3, 2.4.9,  0, 0,  true,  false, FORCED",
        "2.4.3, esp32s3, 9, b, esp32s3, 2.4.9,  0, 0,  true,  true,  RUNS_NEWER",
        "2.4.3, esp32s3, 9, b, esp32s3, 2.4.2,  0, 0,  true,  true,  OFFERED",
        "2.4.3, esp32s3, 9, b, esp32s3, 2.4.3,  0, 0,  true,  false, UP_TO_DATE",
        "2.4.3, esp32s3, 9, b, esp32s3, 2.4.3,  0, 0,  false, false, UP_TO_DATE",
        "2.4.3, esp32s3, 9, b, esp32s3, 2.4.3-rc1, 0, 0, false, false, UP_TO_DATE",
        "2.4.3, esp32s3, 9, b, esp32s3, 2.4.9,  0, 0,  false, false, RUNS_NEWER",
        "2.4,   esp32s3, 9, b, esp32s3, 2.4.0,  0, 0,  false, false, RUNS_NEWER",
        "2.4.3, esp32s3, 9, c, esp32s3, 2.4.2,  0, 0,  true,  false, OTHER_BOARD",
        "2.4.3, esp32s3, 9, '', esp32s3, 2.4.2, 0, 0,  true,  false, OTHER_BOARD",
        "2.4.3, esp32s3, 9, B, esp32s3, 2.4.2,  0, 0,  true,  false, OTHER_BOARD",
        "2.4.3, esp32s3, 9, b, esp32c3, 2.4.2,  0, 0,  true,  false, OTHER_CHIP",
        "2.4.3, esp32s3, 9, b, esp32s3, v2.4.2, 0, 0,  true,  false, UNKNOWN_VERSION",
        "2.4.3, esp32s3, 9, b, esp32s3, '',     0, 0,  true,  false, UNKNOWN_VERSION",
        "2.0.0, esp32s3, 9, b, esp32s3, 1.9.4,  0, 0,  true,  false, OLD_GENERATION",
        "3.0.0, esp32s3, 9, b, esp32s3, 1.9.4,  2, 0,  true,  false, OLD_GENERATION",
        "2.4.3, esp32s3, 9, b, esp32s3, 2.4.2,  1, 0,  true,  false, OLD_GENERATION",
        "1.9.5, esp32s3, 9, b, esp32s3, 1.9.4,  1, 0,  false, false, OFFERED",
        "2.4.3, esp32s3, 9, b, esp32s3, 2.4.2,  2, 8,  true,  false, TOO_LARGE",
        "2.4.3, esp32s3, 9, b, esp32s3, 2.4.2,  2, 9,  false, false, OFFERED",
    })
    void the_verdict_follows_from_image_and_report(
            String version,
            String chip,
            long bytes,
            String board,
            String deviceChip,
            String running,
            int layout,
            long room,
            boolean forced,
            boolean arrived,
            String verdict) {
        Reported reported = new Reported(board, deviceChip, running, "", hardware(layout, room));

        Verdict found = OfferedFirmware.decide(target(forced), image(version, chip, bytes), reported, arrived);

        assertThat(label(found)).isEqualTo(verdict);
    }

    @Test
    void an_image_whose_file_is_gone_is_not_offered() {
        Reported reported = new Reported("b", "", "1.0", "", Hardware.UNKNOWN);

        assertThat(label(OfferedFirmware.decide(target(true), null, reported, false)))
                .isEqualTo("FILE_MISSING");
    }

    private static String label(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Offered offered -> offered.forced() ? "FORCED" : "OFFERED";
            case Verdict.Withheld withheld -> withheld.reason().name();
        };
    }

    private static FirmwareImage image(String version, String chip, long bytes) {
        return new FirmwareImage(
                "f",
                "b",
                FirmwareVersion.parse(version).orElseThrow(),
                new FirmwareImage.Built(chip, version, ""),
                bytes,
                "",
                "",
                "",
                THEN);
    }

    private static Target target(boolean forced) {
        return new Target("t", Target.Place.board("b"), "f", forced, "ada", THEN);
    }

    private static Hardware hardware(int layout, long room) {
        return new Hardware("", "", "", 0, 0, "", "", 0, "", 0, 0, false, "", "", "", layout, room);
    }
}
