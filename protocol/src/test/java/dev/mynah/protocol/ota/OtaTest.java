package dev.mynah.protocol.ota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.protocol.DeviceId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtaTest {
    @ParameterizedTest
    @CsvSource({
        "2.4.2,2.4.10,true",
        "2.4.2,2.4,false",
        "2.4.2,2.4.2.0,true",
        "2.4.2,2.4.2-rc1,false",
        "2.4.2,2.4.3-beta,true",
        "2.4.2,2.4.2,false",
        "2.4.2,1.9.9,false",
        "2.4.2,3,true"
    })
    void versions_compare_as_on_the_device(String current, String offered, boolean installs) {
        assertThat(FirmwareVersion.reported(offered)
                        .orElseThrow()
                        .newerThan(FirmwareVersion.reported(current).orElseThrow()))
                .isEqualTo(installs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2.4.3", "latest", "2..5", "", "2.", ".2", "99999999999.1", "-1.2"})
    void versions_that_restart_a_device_are_refused(String version) {
        assertThat(FirmwareVersion.parse(version)).isEmpty();
        assertThat(FirmwareVersion.reported(version)).isEmpty();
    }

    @Test
    void only_digits_and_dots_may_be_offered() {
        assertThat(FirmwareVersion.parse("2.4.3-beta")).isEmpty();
        assertThat(FirmwareVersion.parse("2.4.3").map(FirmwareVersion::toString))
                .contains("2.4.3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://192.0.2.10:8000/xiaozhi/v1/",
                "wss://voice.example/xiaozhi/v1/",
                "ws://h:8000/x?mac=aa:bb",
                "ws://h/x?a=b"
            })
    void urls_that_devices_read_rightly_are_accepted(String url) {
        assertThat(new DeviceConfiguration.WebSocket(url, "", 1).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://h/p?mac=aa:bb",
                "WS://h:1/",
                "http://h:1/",
                "ws://h:8000?x=1",
                "ws://h?x=1/",
                "ws://[::1]:80/",
                "ws://",
                "ws://h:port/"
            })
    void urls_that_devices_misread_are_refused(String url) {
        assertThatThrownBy(() -> new DeviceConfiguration.WebSocket(url, "", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_value_of_512_bytes_is_too_long_for_flash() {
        String url = "ws://h:1/";
        assertThat(new DeviceConfiguration.WebSocket(url, "x".repeat(511), 1).token())
                .hasSize(511);
        assertThatThrownBy(() -> new DeviceConfiguration.WebSocket(url, "x".repeat(512), 1))
                .hasMessageContaining("511");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt://h:1883", "h:", "", "h:123456", "h/p"})
    void endpoints_that_devices_misread_are_refused(String endpoint) {
        assertThatThrownBy(() -> new DeviceConfiguration.Mqtt(endpoint, "c", "u", "p", "t", "null", 240))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_reply_is_written_in_the_words_of_the_contract() {
        DeviceConfiguration reply = new DeviceConfiguration(
                new DeviceConfiguration.WebSocket("ws://192.0.2.10:8000/xiaozhi/v1/", "", 1),
                null,
                new DeviceConfiguration.ServerTime(1_786_000_000_000L, 480),
                new DeviceConfiguration.Firmware(FirmwareVersion.parse("2.4.2").orElseThrow(), "", false),
                null);
        assertThat(new String(DeviceConfigurations.encode(reply), StandardCharsets.UTF_8))
                .isEqualTo("{\"server_time\":{\"timestamp\":1786000000000,\"timezone_offset\":480},"
                        + "\"firmware\":{\"version\":\"2.4.2\",\"url\":\"\"},"
                        + "\"websocket\":{\"url\":\"ws://192.0.2.10:8000/xiaozhi/v1/\",\"token\":\"\",\"version\":1}}");
    }

    @Test
    void mqtt_force_and_activation_survive_the_wire() throws Exception {
        DeviceConfiguration reply = new DeviceConfiguration(
                null,
                new DeviceConfiguration.Mqtt("192.0.2.10:1883", "c", "u", "p", "devices/up", "null", 240),
                null,
                new DeviceConfiguration.Firmware(FirmwareVersion.parse("3.0").orElseThrow(), "http://h/f", true),
                new DeviceConfiguration.Activation("123456", "Enter\n123456", "c-1"));
        String body = new String(DeviceConfigurations.encode(reply), StandardCharsets.UTF_8);
        assertThat(body).doesNotContain("websocket").contains("\"force\":1");
        assertThat(DeviceConfigurations.decode(body)).isEqualTo(reply);
    }

    @Test
    void a_reply_beyond_the_bound_is_not_written() {
        DeviceConfiguration reply = new DeviceConfiguration(
                null, null, null, null, new DeviceConfiguration.Activation("1", "x".repeat(6000), ""));
        assertThatThrownBy(() -> DeviceConfigurations.encode(reply)).hasMessageContaining("6000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'label':'ota_0','type':0,'subtype':16,'size':4128768}] | 0 | 4128768",
                "[{'label':'ota_0','type':0,'subtype':16,'size':300},{'label':'ota_1','type':0,'subtype':17,'size':200}] | 0 | 200",
                "[{'label':'model','type':1,'subtype':130,'size':9}] | 1 | 0",
                "[{'label':'assets','type':1,'subtype':130,'size':9},{'label':'factory','type':0,'subtype':0,'size':5}] | 2 | 0",
                "[{'label':'model'},{'label':'assets'}] | 2 | 0",
                "[7,null,'x',[],{'label':7,'type':'0','size':-1}] | 0 | 0",
                "{'label':'model'} | 0 | 0",
                "'no table' | 0 | 0",
                "null | 0 | 0"
            })
    void the_partition_table_says_how_the_flash_is_divided(String table, int layout, long appBytes) {
        String body = "{\"partition_table\":" + table.replace('\'', '"') + "}";

        assertThat(DeviceReports.read(name -> null, body).partitions())
                .isEqualTo(new DeviceReport.Partitions(layout, appBytes));
    }

    @Test
    void headers_win_over_the_body() {
        DeviceReport report = DeviceReports.read(
                name -> name.equals("Device-Id") ? "aa:bb:cc:dd:ee:ff" : null,
                "{\"mac_address\":\"11:22:33:44:55:66\",\"uuid\":\"u-1\",\"flash_size\":4194304}");
        assertThat(Optional.ofNullable(report.deviceId())).contains(new DeviceId("aa:bb:cc:dd:ee:ff"));
        assertThat(report.clientId()).isEqualTo("u-1");
        assertThat(report.flashSize()).isEqualTo(4_194_304);
        assertThat(report.activationVersion()).isEqualTo(1);
    }
}
