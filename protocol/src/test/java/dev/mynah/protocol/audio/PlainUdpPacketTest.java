package dev.mynah.protocol.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainUdpPacketTest {
    @Test
    void a_datagram_has_the_documented_bytes() {
        PlainUdpPacket packet =
                new PlainUdpPacket(new DeviceId("24:6f:28:aa:bb:cc"), 4_000_000_001L, new byte[] {1, 2});
        assertThat(HexFormat.of().formatHex(packet.datagram())).isEqualTo("246f28aabbcc" + "ee6b2801" + "0102");
        assertThat(PlainUdpPacket.parse(ByteBuffer.wrap(packet.datagram())))
                .isInstanceOfSatisfying(PlainUdpPacket.Parsed.Valid.class, valid -> {
                    assertThat(valid.packet().device()).isEqualTo(packet.device());
                    assertThat(valid.packet().sequence()).isEqualTo(4_000_000_001L);
                    assertThat(valid.packet().opus()).containsExactly(1, 2);
                });
    }

    @Test
    void an_encrypted_packet_is_never_taken_for_a_plain_one() {
        byte[] encrypted = new byte[60];
        encrypted[0] = 1;
        assertThat(PlainUdpPacket.parse(ByteBuffer.wrap(encrypted)))
                .isInstanceOf(PlainUdpPacket.Parsed.Malformed.class);
    }

    @Test
    void any_bytes_are_parsed_or_refused() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(1_500)];
            random.nextBytes(bytes);
            boolean valid = PlainUdpPacket.parse(ByteBuffer.wrap(bytes)) instanceof PlainUdpPacket.Parsed.Valid;
            boolean fits = bytes.length > PlainUdpPacket.HEADER && bytes.length <= UdpPacket.MAX_DATAGRAM;
            assertThat(valid).isEqualTo(fits && (bytes[0] & 1) == 0);
        }
    }
}
