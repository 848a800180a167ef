package dev.mynah.protocol.serial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.serial.SerialCodec.Dialect;
import dev.mynah.protocol.serial.SerialCodec.End;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SerialCodecTest {
    private static final SerialMessage LED = new SerialMessage.Command(0, "LED", List.of("ON", "255"));
    private static final SerialMessage STATUS = new SerialMessage.Command(0, "STA?", List.of());
    private static final SerialMessage OK = new SerialMessage.Answer(0, SerialStatus.OK, List.of());
    private static final SerialMessage WARM = new SerialMessage.Report("TMP", List.of("21.5"));

    @Test
    void the_documented_commands_have_the_documented_text() {
        SerialCodec server = SerialCodec.of(Dialect.TEXT, End.SERVER);
        assertThat(text(server.encode(LED))).isEqualTo("$LED,ON,255#");
        assertThat(text(server.encode(new SerialMessage.Command(0, "VOL", List.of("80")))))
                .isEqualTo("$VOL,80#");
        assertThat(text(server.encode(STATUS))).isEqualTo("$STA?#");
        assertThat(text(server.encode(new SerialMessage.Command(0, "RST", List.of()))))
                .isEqualTo("$RST#");
    }

    @Test
    void a_status_may_come_with_values_or_alone_on_a_line() {
        SerialCodec server = SerialCodec.of(Dialect.TEXT, End.SERVER);
        assertThat(server.receive("$OK#".getBytes(US_ASCII))).containsExactly(OK);
        assertThat(server.receive("$PARAM,level#\r\n".getBytes(US_ASCII)))
                .containsExactly(new SerialMessage.Answer(0, SerialStatus.PARAM, List.of("level")));
        assertThat(server.receive("BUSY\r\n".getBytes(US_ASCII)))
                .containsExactly(new SerialMessage.Answer(0, SerialStatus.BUSY, List.of()));
        assertThat(server.receive("OK".getBytes(US_ASCII))).isEmpty();
        assertThat(server.quiet()).containsExactly(OK);
    }

    @Test
    void the_chatter_of_a_boot_loader_is_passed_over() {
        SerialCodec server = SerialCodec.of(Dialect.TEXT, End.SERVER);
        String boot = "ets Jul 29 2019 12:21:46\r\nrst:0x1 (POWERON_RESET),boot:0x13\r\n$TM$TMP,21.5#\u00ff\u0000$OK#";
        assertThat(server.receive(boot.getBytes(ISO_8859_1))).containsExactly(WARM, OK);
        assertThat(server.skipped()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void both_ends_understand_each_other(Dialect dialect) {
        SerialCodec server = SerialCodec.of(dialect, End.SERVER);
        SerialCodec device = SerialCodec.of(dialect, End.DEVICE);
        assertThat(device.receive(server.encode(LED))).containsExactly(LED);
        assertThat(device.receive(server.encode(STATUS))).containsExactly(STATUS);
        for (SerialStatus status : SerialStatus.values()) {
            SerialMessage answer = new SerialMessage.Answer(0, status, List.of("1", "two"));
            assertThat(server.receive(device.encode(answer))).containsExactly(answer);
        }
        assertThat(server.receive(device.encode(WARM))).containsExactly(WARM);
    }

    @Test
    void frames_carry_the_number_of_their_command() {
        SerialCodec server = SerialCodec.of(Dialect.BINARY, End.SERVER);
        SerialCodec device = SerialCodec.of(Dialect.BINARY, End.DEVICE);
        SerialMessage answer = new SerialMessage.Answer(200, SerialStatus.ERR, List.of());
        assertThat(server.receive(device.encode(answer))).containsExactly(answer);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void noise_at_every_byte_costs_at_most_the_message_it_hits(Dialect dialect) {
        SerialCodec device = SerialCodec.of(dialect, End.DEVICE);
        byte[] report = device.encode(WARM);
        for (int at = 0; at <= report.length; at++) {
            for (int noise : new int[] {0x00, 0x24, 0x23, 0xaa, 0x0d, 0xff}) {
                SerialCodec server = SerialCodec.of(dialect, End.SERVER);
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                line.write(report, 0, at);
                line.write(noise);
                line.write(report, at, report.length - at);
                line.writeBytes(device.encode(OK));
                List<SerialMessage> heard = new ArrayList<>(server.receive(line.toByteArray()));
                heard.addAll(server.quiet());
                assertThat(heard).as("byte %s at %s", noise, at).endsWith(OK);
                assertThat(heard.size()).isLessThanOrEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void whatever_comes_nothing_throws_and_nothing_is_kept(Dialect dialect) {
        Random random = new Random(5);
        SerialCodec server = SerialCodec.of(dialect, End.SERVER);
        byte[] sample = SerialCodec.of(dialect, End.DEVICE).encode(WARM);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = random.nextBoolean() ? sample.clone() : new byte[random.nextInt(40)];
            for (int changes = random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            server.receive(bytes);
        }
        server.quiet();
        assertThat(server.receive(sample)).containsExactly(WARM);
    }

    @Test
    void what_cannot_be_written_is_refused_before_it_is_sent() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SerialMessage.Command(0, "LED", List.of("a,b")));
        assertThatIllegalArgumentException().isThrownBy(() -> new SerialMessage.Command(0, "LED#$RST", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SerialMessage.Command(0, "SAY", List.of("x".repeat(300))));
    }

    @Test
    void a_port_gives_its_device_the_same_locally_administered_address_every_time() {
        DeviceId id = SerialIds.of("workbench");
        assertThat(id).isEqualTo(SerialIds.of("workbench")).isNotEqualTo(SerialIds.of("garage"));
        assertThat(id.mac()).startsWith("02:");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, US_ASCII);
    }
}
