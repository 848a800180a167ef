package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.app.RunningServer;
import dev.mynah.protocol.audio.OpusToc;
import dev.mynah.protocol.audio.UdpCipher;
import dev.mynah.protocol.audio.UdpPacket;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C65 to C69 and C75: audio in datagrams, on the wire byte for byte. */
class UdpConformanceTest {
    private static final byte[] SILENCE = {0x58};

    private final RunningServer server = RunningServer.withFakes("devices.transport=mqtt", "voice.end-of-speech=300ms");

    @AfterEach
    void stop() {
        server.close();
    }

    /** A device whose question is heard. */
    private MqttWireDevice listening() throws Exception {
        server.recognition().usually("what time is it");
        server.model().says("It is noon.");
        MqttWireDevice device = MqttWireDevice.greeted(server);
        device.listen("auto");
        return device;
    }

    @Test
    void c65_the_address_is_learnt_from_the_first_packet_and_nothing_said_before_is_lost() throws Exception {
        try (MqttWireDevice device = MqttWireDevice.greeted(server)) {
            server.model().says("Here I am.");
            device.listen("auto");
            device.detect("are you there");
            device.await("tts start");
            device.await("tts sentence_start");
            assertThat(device.receive(200)).isEmpty();
            device.sendAudio(SILENCE);
            MqttWireDevice.Downlink first = device.receive();
            assertThat(first.sequence()).isEqualTo(1);
            assertThat(first.timestamp()).isZero();
            assertThat(OpusToc.durationMicros(first.opus())).isEqualTo(60_000);
            assertThat(device.receive().sequence()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,1,11e460c6d64f6b5e996222bdadb44990344c9a6dfcd54cb286f978d0a71eb0b3",
        "0,2,245c8a7decc55ca296e968c0b70ea0a39e33a739ab0a0647fde78a7b19636a3e",
        "60,1,c5b23f4de468ddd1e99ad724e8193a1884723d02752198ee78cce072e7fecb32"
    })
    void c66_the_vectors_of_the_contract_hold(long timestamp, long sequence, String sealed) {
        byte[] plain = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        UdpCipher cipher = new UdpCipher(HexFormat.of().parseHex("00112233445566778899aabbccddeeff"));
        ByteBuffer datagram = ByteBuffer.allocate(UdpPacket.MAX_DATAGRAM);
        cipher.seal(0, 0xa1b2c3d4, timestamp, sequence, plain, datagram);
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        assertThat(bytes)
                .asHexString()
                .isEqualToIgnoringCase("01000020a1b2c3d4%08x%08x".formatted(timestamp, sequence) + sealed);
        assertThat(cipher.open(ByteBuffer.wrap(bytes))).isEqualTo(plain);
    }

    @Test
    void c66_and_c67_hold_for_every_packet_of_an_answer() throws Exception {
        try (MqttWireDevice device = listening()) {
            device.speak();
            device.await("stt");
            device.await("tts start");
            int ssrc = ByteBuffer.wrap(device.nonce()).getInt(4);
            long sequence = 0;
            long timestamp = -1;
            for (int i = 0; i < "It is noon.".length(); i++) {
                MqttWireDevice.Downlink packet = device.receive();
                assertThat(packet.type()).isEqualTo(1);
                assertThat(packet.flags())
                        .as("the two directions share no key stream")
                        .isNotZero();
                assertThat(packet.ssrc()).isEqualTo(ssrc);
                assertThat(packet.length()).isEqualTo(packet.size() - 16);
                assertThat(packet.size()).isLessThanOrEqualTo(1400);
                assertThat(packet.sequence()).isEqualTo(++sequence);
                assertThat(packet.timestamp()).isGreaterThan(timestamp);
                assertThat(OpusToc.durationMicros(packet.opus())).isEqualTo(60_000);
                timestamp = packet.timestamp();
            }
        }
    }

    @Test
    void c68_what_is_wrong_is_dropped_in_silence_and_harms_nobody() throws Exception {
        try (MqttWireDevice device = listening();
                DatagramSocket stranger = new DatagramSocket()) {
            device.sendAudio(SILENCE);
            byte[] good = device.packet(1, SILENCE);
            byte[] foreign = good.clone();
            foreign[5]++;
            byte[] typed = good.clone();
            typed[0] = 3;
            byte[] longer = device.packet(7, new byte[] {0x58, 0, 0});
            device.sendRaw(good);
            device.sendRaw(Arrays.copyOf(longer, 18));
            device.sendRaw(Arrays.copyOf(good, 15));
            device.sendRaw(new byte[0]);
            device.sendFrom(stranger, foreign);
            device.sendFrom(stranger, typed);
            device.sendFrom(stranger, good);
            device.sendFrom(stranger, new byte[1600]);
            assertThat(device.receiveFrom(stranger, 100)).isEmpty();
            device.speak();
            assertThat(device.await("stt").path("text").asText()).isEqualTo("what time is it");
            device.await("tts start");
            assertThat(device.receive().sequence()).isEqualTo(1);
            assertThat(device.receiveFrom(stranger, 1)).isEmpty();
        }
    }

    @Test
    void c69_a_gap_of_fifty_is_accepted() throws Exception {
        try (MqttWireDevice device = listening()) {
            device.sendAudio(SILENCE);
            device.lose(50);
            device.speak();
            assertThat(device.await("stt").path("text").asText()).isEqualTo("what time is it");
        }
    }

    @Test
    void c75_audio_follows_a_device_whose_port_changes() throws Exception {
        try (MqttWireDevice device = listening()) {
            device.sendAudio(SILENCE);
            try (DatagramSocket before = device.move()) {
                device.speak();
                device.await("stt");
                device.await("tts start");
                assertThat(device.receive().sequence()).isEqualTo(1);
                assertThat(device.receiveFrom(before, 1)).isEqualTo(Optional.empty());
            }
        }
    }

    @Test
    void d17_one_datagram_of_a_stranger_does_not_redirect_the_voice() throws Exception {
        try (MqttWireDevice device = listening();
                DatagramSocket stranger = new DatagramSocket()) {
            device.speak();
            byte[] forged = device.packet(device.sequence() + 1, new byte[20]);
            Arrays.fill(forged, 16, forged.length, (byte) 7);
            device.sendFrom(stranger, forged);
            device.sendFrom(stranger, device.packet(1, SILENCE));
            device.await("stt");
            device.await("tts start");
            assertThat(device.receive().sequence()).isEqualTo(1);
            assertThat(device.receiveFrom(stranger, 1)).isEmpty();
        }
    }
}
