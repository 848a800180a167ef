package dev.mynah.protocol.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusTocTest {
    @ParameterizedTest
    @CsvSource({
        "58,60000", // SILK wide band 60 ms, one byte: discontinuous transmission
        "5801,60000",
        "00,10000",
        "18,60000",
        "60,10000", // hybrid
        "68,20000",
        "80,2500", // CELT
        "f8fffe,20000",
        "590102,120000", // two equal frames of 60 ms
        "fb03010203,60000", // three frames of 20 ms
        "4b0100,20000"
    })
    void the_duration_follows_from_the_first_bytes(String packet, int micros) {
        assertThat(OpusToc.durationMicros(hex(packet))).isEqualTo(micros);
        assertThat(OpusToc.isLegal(hex(packet))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'',nothing at all",
        "5901,two equal frames in one byte",
        "5b,no frame count",
        "5b00,no frames",
        "5b03010203,180 ms",
        "fb020102ff,bytes not shared evenly",
        "5a,no length of the first frame",
        "5a05ff,first frame too long",
        "5afc,half a length"
    })
    void a_packet_against_the_rules_has_no_duration(String packet, String why) {
        assertThat(OpusToc.durationMicros(hex(packet))).as(why).isZero();
        assertThat(OpusToc.isLegal(hex(packet))).as(why).isFalse();
    }

    @Test
    void stereo_is_seen() {
        assertThat(OpusToc.isStereo(hex("5c"))).isTrue();
        assertThat(OpusToc.isStereo(hex("58"))).isFalse();
        assertThat(OpusToc.isStereo(new byte[0])).isFalse();
    }

    @Test
    void a_frame_longer_than_any_is_illegal() {
        byte[] packet = new byte[1277];
        packet[0] = 0x58;
        assertThat(OpusToc.isLegal(packet)).isFalse();
    }

    @Test
    void random_bytes_never_make_it_fail() {
        Random random = new Random(1);
        int longest = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] packet = new byte[random.nextInt(8)];
            random.nextBytes(packet);
            longest = Math.max(longest, OpusToc.durationMicros(packet));
        }
        assertThat(longest).isEqualTo(120_000);
    }

    @Test
    void parameters_know_what_devices_play() {
        assertThat(AudioParams.DOWNLINK.playable()).isTrue();
        assertThat(AudioParams.DOWNLINK.samplesPerFrame()).isEqualTo(1440);
        assertThat(AudioParams.UPLINK.samplesPerFrame()).isEqualTo(960);
        assertThat(new AudioParams("opus", 24_000, 1, 30).playable()).isFalse();
        assertThat(new AudioParams("opus", 22_050, 1, 60).playable()).isFalse();
        assertThat(new AudioParams("opus", 24_000, 2, 60).playable()).isFalse();
        assertThat(new AudioParams("pcm", 24_000, 1, 60).playable()).isFalse();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
