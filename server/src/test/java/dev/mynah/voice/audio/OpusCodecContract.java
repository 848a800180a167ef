package dev.mynah.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.jaredmdobson.concentus.OpusMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every Opus codec of ours must do. */
abstract class OpusCodecContract {
    private static final int HYBRID_FIRST = 12;
    private static final int CELT_FIRST = 16;

    abstract OpusCodec codec();

    @ParameterizedTest
    @CsvSource({"8000,60", "12000,60", "16000,60", "24000,60", "48000,60", "24000,20", "24000,40", "16000,10", "24000,5"
    })
    void speech_survives_a_round_trip(int rate, int frameMillis) throws CorruptPacketException {
        short[] spoken = Voice.say("what time is it in the kitchen");
        Resampler up = Resampler.aligned(16_000, rate);
        short[] in = Sound.join(up.process(spoken), up.flush());
        short[] heard = decode(encode(codec(), rate, frameMillis, in));
        double least = rate == 8_000 ? 0.8 : 0.9;
        assertThat(Similarity.of(spoken, heard)).isGreaterThan(least);
    }

    @Test
    void every_packet_lasts_exactly_one_frame() throws CorruptPacketException {
        for (int millis : new int[] {5, 10, 20, 40, 60}) {
            for (byte[] packet : encode(codec(), 24_000, millis, Voice.say("one two three four"))) {
                assertThat(OpusPacket.check(packet)).isEqualTo(48 * millis);
            }
        }
    }

    @Test
    void silence_is_sent_in_whole_packets_because_devices_need_every_frame() {
        List<byte[]> packets = encode(codec(), 24_000, 60, Sound.silence(24_000 * 3));
        assertThat(packets).hasSize(50).allSatisfy(packet -> assertThat(packet).hasSizeGreaterThan(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {24_000, 48_000})
    void browser_packets_of_three_hybrid_frames_are_understood(int rate) throws CorruptPacketException {
        short[] spoken = Voice.say("turn on the light in the living room");
        List<byte[]> packets = Encoded.joined(Encoded.hybrid(rate, 20, spoken), 3);
        assertThat(packets).allSatisfy(packet -> {
            assertThat((packet[0] & 0xff) >> 3).isBetween(HYBRID_FIRST, CELT_FIRST - 1);
            assertThat(packet[0] & 3).isEqualTo(3);
            assertThat(OpusPacket.check(packet)).isEqualTo(2_880);
        });
        assertThat(Similarity.of(spoken, decode(packets))).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @CsvSource({"2.5,40", "5,80", "10,160", "20,320", "40,640", "60,960"})
    void packets_of_every_single_frame_duration_give_their_samples(double millis, int samples)
            throws CorruptPacketException {
        List<byte[]> packets = Encoded.packets(16_000, millis, Voice.say("hello"), encoder -> {});
        try (OpusCodec.Decoder decoder = codec().decoder()) {
            for (byte[] packet : packets) {
                assertThat(decoder.decode(packet)).hasSize(samples);
            }
        }
    }

    @Test
    void packets_of_many_frames_up_to_120_ms_give_their_samples() throws CorruptPacketException {
        List<byte[]> frames = Encoded.packets(16_000, 20, Voice.say("good morning"), encoder -> {});
        try (OpusCodec.Decoder decoder = codec().decoder()) {
            for (int together = 1; together <= 6; together++) {
                for (byte[] packet : Encoded.joined(frames, together)) {
                    assertThat(decoder.decode(packet)).hasSize(320 * together);
                }
            }
        }
    }

    @Test
    void celt_only_music_packets_are_understood() throws CorruptPacketException {
        short[] tone = Sound.sine(1_000, 0.3, 48_000, 48_000);
        List<byte[]> packets = Encoded.packets48k(tone, 20, encoder -> encoder.setForceMode(OpusMode.MODE_CELT_ONLY));
        assertThat(packets)
                .allSatisfy(packet -> assertThat((packet[0] & 0xff) >> 3).isGreaterThanOrEqualTo(CELT_FIRST));
        short[] heard = decode(packets);
        assertThat(Sound.signalToNoise(heard, 1_000, 16_000, 4_000, 15_000)).isGreaterThan(30);
    }

    @Test
    void stereo_packets_are_heard_as_mono() throws CorruptPacketException {
        short[] tone = Sound.sine(500, 0.3, 48_000, 48_000);
        short[] heard = decode(Encoded.stereo(tone));
        assertThat(heard).hasSize(16_000);
        assertThat(Sound.amplitude(heard, 500, 16_000, 4_000, 15_000)).isBetween(0.25, 0.35);
    }

    @Test
    void pauses_that_a_device_does_not_send_whole_are_heard_as_pauses() throws CorruptPacketException {
        short[] in = Sound.join(Voice.say("hello"), Sound.silence(16_000 * 3), Voice.say("hello"));
        List<byte[]> packets = Encoded.packets(16_000, 60, in, encoder -> {
            encoder.setUseDTX(true);
            encoder.setComplexity(0);
        });
        assertThat(packets).filteredOn(packet -> packet.length <= 3).hasSizeGreaterThan(20);
        short[] heard = decode(packets);
        assertThat(heard).hasSize(960 * packets.size());
        int middle = heard.length / 2;
        assertThat(NoiseFloor.level(Arrays.copyOfRange(heard, middle - 8_000, middle + 8_000)))
                .isLessThan(-60);
        assertThat(Similarity.of(in, heard)).isGreaterThan(0.85);
    }

    @Test
    void packets_of_one_to_three_bytes_are_legal() throws CorruptPacketException {
        try (OpusCodec.Decoder decoder = codec().decoder()) {
            int wideband60 = 11 << 3;
            assertThat(decoder.decode(new byte[] {(byte) wideband60})).hasSize(960);
            assertThat(decoder.decode(new byte[] {(byte) wideband60, 0})).hasSize(960);
            assertThat(decoder.decode(new byte[] {(byte) wideband60, 0, 0})).hasSize(960);
        }
    }

    @Test
    void an_empty_packet_is_no_sound() throws CorruptPacketException {
        try (OpusCodec.Decoder decoder = codec().decoder()) {
            assertThat(decoder.decode(new byte[0])).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"03", "0300", "5b7f", "0a", "0afc", "0a05aa", "0901", "ff3f", "1b0401", "5b41ff", "0b8305"})
    void what_is_not_opus_is_refused_and_the_decoder_lives_on(String hex) throws CorruptPacketException {
        List<byte[]> speech = encode(codec(), 16_000, 60, Voice.say("hello"));
        try (OpusCodec.Decoder decoder = codec().decoder()) {
            decoder.decode(speech.getFirst());
            byte[] garbage = java.util.HexFormat.of().parseHex(hex);
            assertThatExceptionOfType(CorruptPacketException.class)
                    .isThrownBy(() -> decoder.decode(garbage))
                    .withMessageContaining("Opus");
            assertThat(decoder.decode(speech.getLast())).hasSize(960);
        }
    }

    @Test
    void random_bytes_never_do_worse_than_a_refusal() {
        Random random = new Random(7);
        int refused = 0;
        try (OpusCodec.Decoder decoder = codec().decoder()) {
            for (int i = 0; i < 4_000; i++) {
                byte[] packet = new byte[1 + random.nextInt(i % 4 == 0 ? 5 : 200)];
                random.nextBytes(packet);
                try {
                    assertThat(decoder.decode(packet).length).isEqualTo(OpusPacket.check(packet) / 3);
                } catch (CorruptPacketException expected) {
                    refused++;
                }
            }
            assertThat(refused).isBetween(400, 2_500);
            assertThatNoException().isThrownBy(() -> decoder.decode(new byte[] {11 << 3}));
        }
    }

    @Test
    void damaged_speech_is_heard_on_after_the_damage() throws CorruptPacketException {
        short[] spoken = Voice.say("please tell me what the weather will be like tomorrow");
        List<byte[]> packets = encode(codec(), 16_000, 60, spoken);
        Random random = new Random(11);
        List<short[]> heard = new ArrayList<>();
        try (OpusCodec.Decoder decoder = codec().decoder()) {
            for (int i = 0; i < packets.size(); i++) {
                byte[] packet = packets.get(i).clone();
                if (i == 3) {
                    random.nextBytes(packet);
                    packet[0] = packets.get(i)[0];
                }
                heard.add(decoder.decode(packet));
            }
        }
        short[] all = Pcm.join(heard);
        int later = 960 * 12;
        assertThat(Similarity.of(
                        Arrays.copyOfRange(spoken, later, spoken.length), Arrays.copyOfRange(all, later, all.length)))
                .isGreaterThan(0.9);
    }

    @Test
    void rates_and_frames_no_device_plays_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> codec().encoder(44_100, 60));
        assertThatIllegalArgumentException().isThrownBy(() -> codec().encoder(24_000, 30));
    }

    @Test
    void a_frame_of_the_wrong_size_is_refused() {
        try (OpusCodec.Encoder encoder = codec().encoder(24_000, 60)) {
            assertThat(encoder.frameSamples()).isEqualTo(1_440);
            assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(new short[1_439]));
        }
    }

    @Test
    void a_closed_coder_refuses_to_work_and_may_be_closed_again() {
        OpusCodec.Decoder decoder = codec().decoder();
        OpusCodec.Encoder encoder = codec().encoder(24_000, 60);
        for (int i = 0; i < 3; i++) {
            decoder.close();
            encoder.close();
        }
        assertThatIllegalStateException().isThrownBy(() -> decoder.decode(new byte[] {11 << 3}));
        assertThatIllegalStateException().isThrownBy(() -> encoder.encode(new short[1_440]));
    }

    private short[] decode(List<byte[]> packets) throws CorruptPacketException {
        List<short[]> heard = new ArrayList<>();
        try (OpusCodec.Decoder decoder = codec().decoder()) {
            for (byte[] packet : packets) {
                heard.add(decoder.decode(packet));
            }
        }
        return Pcm.join(heard);
    }

    static List<byte[]> encode(OpusCodec codec, int rate, int frameMillis, short[] samples) {
        FrameAssembler frames = new FrameAssembler(rate / 1000 * frameMillis);
        try (OpusCodec.Encoder encoder = codec.encoder(rate, frameMillis)) {
            List<byte[]> packets = new ArrayList<>();
            frames.add(samples).forEach(frame -> packets.add(encoder.encode(frame)));
            frames.flush().forEach(frame -> packets.add(encoder.encode(frame)));
            return packets;
        }
    }
}
