package dev.mynah.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mynah.protocol.frame.FrameFormat.LengthOf;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameLinkTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void a_serial_frame_has_the_documented_bytes() {
        List<byte[]> frames = new FrameLink(FrameFormat.SERIAL).send(0x01, new byte[] {0x10, 0x20});
        // AA 55 | 00 02 | 01 | 10 20 | CRC-16/MODBUS of 00 02 01 10 20 | 0D 0A
        assertThat(frames).hasSize(1);
        assertThat(HEX.formatHex(frames.getFirst())).isEqualTo("aa55" + "0002" + "01" + "1020" + "6078" + "0d0a");
    }

    @Test
    void checksums_are_those_of_the_catalogues() {
        byte[] check = "123456789".getBytes(UTF_8);
        assertThat(Checksum.CRC16_MODBUS.of(check, 0, 9)).isEqualTo(0x4b37);
        assertThat(Checksum.CRC16_CCITT.of(check, 0, 9)).isEqualTo(0x29b1);
        assertThat(Checksum.CRC32.of(check, 0, 9)).isEqualTo(0xcbf43926L);
        assertThat(Checksum.XOR8.of(check, 0, 9)).isEqualTo(0x31);
        assertThat(Checksum.SUM8.of(check, 0, 9)).isEqualTo(0xdd);
    }

    @Test
    void a_message_is_split_for_a_link_of_20_bytes() {
        FrameLink link = new FrameLink(FrameFormat.BLE);
        byte[] large = "x".repeat(1000).getBytes(UTF_8);
        List<byte[]> frames = link.send(3, large);
        assertThat(frames).hasSizeGreaterThan(90).allMatch(frame -> frame.length <= 20);
        FrameLink other = new FrameLink(FrameFormat.BLE);
        List<FrameMessage> messages =
                frames.stream().flatMap(frame -> other.receive(frame).stream()).toList();
        assertThat(messages).hasSize(1);
        assertThat(messages.getFirst().type()).isEqualTo(3);
        assertThat(messages.getFirst().data()).isEqualTo(large);
    }

    @Test
    void the_head_of_a_frame_that_never_ends_holds_the_next_back_only_until_the_line_is_quiet() {
        FrameLink link = new FrameLink(FrameFormat.SERIAL);
        byte[] whole = link.send(5, "hello".getBytes(UTF_8)).getFirst();
        FrameLink receiver = new FrameLink(FrameFormat.SERIAL);
        assertThat(receiver.receive(HEX.parseHex("aa55" + "0100" + "05"))).isEmpty();
        assertThat(receiver.receive(whole)).isEmpty();
        assertThat(receiver.quiet()).singleElement().satisfies(message -> assertThat(message.data())
                .isEqualTo("hello".getBytes(UTF_8)));
        assertThat(receiver.skippedBytes()).isEqualTo(5);
    }

    @Test
    void a_sender_that_begins_anew_is_followed() {
        FrameFormat format = FrameFormat.BLE;
        FrameLink sender = new FrameLink(format);
        FrameLink receiver = new FrameLink(format);
        for (int i = 0; i < 100; i++) {
            assertThat(receiver.receive(sender.send(1, new byte[] {1}).getFirst()))
                    .hasSize(1);
        }
        FrameLink again = new FrameLink(format);
        assertThat(receiver.receive(again.send(1, new byte[] {2}).getFirst())).hasSize(1);
    }

    @Test
    void the_end_of_one_message_never_completes_another_with_its_number() {
        FrameFormat format = FrameFormat.BLE.withSequence(0);
        FrameLink sender = new FrameLink(format);
        FrameLink receiver = new FrameLink(format);
        List<byte[]> first = sender.send(1, "a".repeat(60).getBytes(UTF_8));
        for (int i = 0; i < 255; i++) {
            sender.send(1, "b".repeat(60).getBytes(UTF_8));
        }
        List<byte[]> sameNumber = sender.send(1, "c".repeat(60).getBytes(UTF_8));
        assertThat(receiver.receive(first.get(0))).isEmpty();
        for (byte[] frame : sameNumber.subList(1, sameNumber.size())) {
            assertThat(receiver.receive(frame)).isEmpty();
        }
        assertThat(receiver.brokenMessages()).isEqualTo(1);
    }

    @Test
    void what_is_too_large_or_of_no_type_is_refused() {
        FrameLink link = new FrameLink(FrameFormat.BLE);
        assertThatIllegalArgumentException().isThrownBy(() -> link.send(128, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> link.send(1, new byte[4_097]));
    }

    @Test
    void formats_in_which_no_frame_can_be_found_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameFormat.BLE.withMtu(10))
                .withMessageContaining("no room");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameFormat.BLE.withMtu(400))
                .withMessageContaining("LENGTH");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new FrameFormat("aa", 1, LengthOf.DATA, ByteOrder.BIG_ENDIAN, 0, Checksum.NONE, "", 64, 1_000))
                .withMessageContaining("TAIL");
    }
}
