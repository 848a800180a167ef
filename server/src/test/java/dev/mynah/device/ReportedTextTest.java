package dev.mynah.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.ota.DeviceReport;
import dev.mynah.protocol.ota.DeviceReports;
import dev.mynah.testing.MemoryFleet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportedTextTest {
    static final List<String> HOSTILE = List.of(
            "'; DROP TABLE devices; --",
            "\" OR 1=1 --",
            "<script>alert(1)</script>",
            "a\u0000b",
            "a\r\nSession opened device=forged",
            "a\u001b[2Jb",
            "a\u202egnp.exe",
            "a\u2028b",
            "a\ud800b",
            "x".repeat(2_000),
            "\uD83D\uDE00".repeat(1_000));

    static Stream<String> hostile() {
        return HOSTILE.stream();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void what_is_kept_is_short_and_has_no_character_that_does_something(String text) {
        String kept = ReportedText.clean(text);
        assertThat(kept.codePointCount(0, kept.length())).isLessThanOrEqualTo(ReportedText.MAX_CHARACTERS);
        assertThat(kept.codePoints()).allMatch(ReportedText::harmless);
        assertThat(new String(
                        kept.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(kept);
    }

    @Test
    void quotes_and_markup_stay_what_they_are() {
        assertThat(ReportedText.clean("'; DROP TABLE devices; --")).isEqualTo("'; DROP TABLE devices; --");
        assertThat(ReportedText.clean("<b>Küche</b> \"1\"")).isEqualTo("<b>Küche</b> \"1\"");
        assertThat(ReportedText.clean("家里的音箱")).isEqualTo("家里的音箱");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void every_text_a_device_can_report_is_cleaned(String text) {
        String json = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .textNode(text)
                .toString();
        Map<String, String> headers =
                new HashMap<>(Map.of("Device-Id", MemoryFleet.id(1).mac(), "Serial-Number", text));
        DeviceReport report = DeviceReports.read(headers::get, """
                {"language":$,"chip_model_name":$,"ota":{"label":$},
                 "application":{"version":$,"elf_sha256":$,"compile_time":$},
                 "board":{"type":$,"name":$,"manufacturer":$,"ip":$,"ssid":$,"carrier":$}}""".replace("$", json));
        Reported reported = Reported.of(report, Reported.NOTHING);
        Hardware hardware = reported.hardware();

        assertThat(List.of(
                        reported.board(),
                        reported.chip(),
                        reported.firmware(),
                        reported.language(),
                        hardware.boardType(),
                        hardware.manufacturer(),
                        hardware.serial(),
                        hardware.ip(),
                        hardware.ssid(),
                        hardware.carrier(),
                        hardware.compiled(),
                        hardware.imageSha256(),
                        hardware.partition()))
                .allMatch(kept -> kept.equals(ReportedText.clean(text)));
    }
}
