package dev.mynah.protocol.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BinaryFramingTest {
    private static final byte[] PACKET = hex("f8fffe");

    @ParameterizedTest
    @CsvSource({"1,f8fffe", "2,00020000000000001234567800000003f8fffe", "3,00000003f8fffe", "7,f8fffe", "0,f8fffe"})
    void the_vectors_of_the_contract_hold(int version, String frame) {
        assertThat(BinaryFraming.ofVersion(version).encode(PACKET, 0x12345678)).isEqualTo(hex(frame));
        assertThat(BinaryFraming.ofVersion(version).decode(hex(frame))).isInstanceOf(AudioPacket.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_packet_survives_the_way_there_and_back(BinaryFraming framing) {
        AudioPacket packet = (AudioPacket) framing.decode(framing.encode(PACKET, 0xFFFF_FFFFL));
        assertThat(packet.payload()).isEqualTo(PACKET);
        assertThat(packet.timestampMillis()).isEqualTo(framing == BinaryFraming.V2 ? 0xFFFF_FFFFL : 0);
        assertThat(BinaryFraming.ofVersion(framing.version())).isEqualTo(framing);
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_packet_is_a_packet(BinaryFraming framing) {
        assertThat(((AudioPacket) framing.decode(framing.encode(new byte[0], 0))).payload())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2,00020000000000001234567800000004f8fffe,payload_size 4",
        "2,000200000000000012345678ffffffff,payload_size 4294967295",
        "2,00020000000000001234567800000002f8fffe,payload_size 2",
        "2,0002000000000000123456780000,too short",
        "2,00030000000000001234567800000003f8fffe,version 3",
        "2,00020001000000001234567800000003f8fffe,type 1",
        "3,00000004f8fffe,payload_size 4",
        "3,0000,too short",
        "3,01000003f8fffe,type 1"
    })
    void a_header_that_lies_is_malformed(int version, String frame, String reason) {
        assertThat(BinaryFraming.ofVersion(version).decode(hex(frame)))
                .isInstanceOfSatisfying(Unframed.Malformed.class, malformed -> assertThat(malformed.reason())
                        .contains(reason));
    }

    @Test
    void a_packet_that_no_header_could_describe_is_refused() {
        assertThatThrownBy(() -> BinaryFraming.V3.encode(new byte[65_536], 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
