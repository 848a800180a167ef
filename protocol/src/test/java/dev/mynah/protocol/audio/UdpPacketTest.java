package dev.mynah.protocol.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UdpPacketTest {
    private static final byte[] PLAIN = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    private final UdpCipher cipher = new UdpCipher(hex("00112233445566778899aabbccddeeff"));

    @ParameterizedTest
    @CsvSource({
        "0,1,01000020a1b2c3d40000000000000001,11e460c6d64f6b5e996222bdadb44990344c9a6dfcd54cb286f978d0a71eb0b3",
        "0,2,01000020a1b2c3d40000000000000002,245c8a7decc55ca296e968c0b70ea0a39e33a739ab0a0647fde78a7b19636a3e",
        "60,1,01000020a1b2c3d40000003c00000001,c5b23f4de468ddd1e99ad724e8193a1884723d02752198ee78cce072e7fecb32"
    })
    void the_vectors_of_the_contract_hold(long timestamp, long sequence, String header, String ciphertext) {
        byte[] datagram = cipher.seal(0, 0xa1b2c3d4, timestamp, sequence, PLAIN).datagram();
        assertThat(HexFormat.of().formatHex(datagram)).isEqualTo(header + ciphertext);

        UdpPacket packet = ((UdpPacket.Parsed.Valid) UdpPacket.parse(datagram)).packet();
        assertThat(packet.ssrc()).isEqualTo(0xa1b2c3d4);
        assertThat(packet.sequence()).isEqualTo(sequence);
        AudioPacket opened = cipher.open(packet);
        assertThat(opened.payload()).isEqualTo(PLAIN);
        assertThat(opened.timestampMillis()).isEqualTo(timestamp);
    }

    @ParameterizedTest
    @CsvSource({
        "01000000,too short",
        "02000001a1b2c3d40000000000000001ff,type 2",
        "01000002a1b2c3d40000000000000001ff,payload_len 2",
        "01000000a1b2c3d40000000000000001,payload_len 0"
    })
    void other_datagrams_are_malformed(String datagram, String reason) {
        assertThat(UdpPacket.parse(hex(datagram)))
                .isInstanceOfSatisfying(UdpPacket.Parsed.Malformed.class, malformed -> assertThat(malformed.reason())
                        .contains(reason));
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatThrownBy(() -> cipher.seal(0, 1, 0, 1, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cipher.seal(0, 1, 0, 1, new byte[1385])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UdpCipher(new byte[32])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void random_datagrams_never_make_it_fail() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            byte[] datagram = new byte[random.nextInt(40)];
            random.nextBytes(datagram);
            if (UdpPacket.parse(datagram) instanceof UdpPacket.Parsed.Valid(UdpPacket packet)) {
                assertThat(cipher.open(packet).payload()).hasSize(datagram.length - UdpPacket.HEADER);
            }
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
