package dev.mynah.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcentusCodecTest extends OpusCodecContract {
    @Override
    OpusCodec codec() {
        return new ConcentusCodec();
    }

    /** The trap that {@link ConcentusCodec} walks around. When this fails, upstream has mended it. */
    @Test
    void decoding_hybrid_packets_directly_at_16_kHz_gives_garbage_without_an_exception() throws OpusException {
        short[] spoken = Voice.say("turn on the light in the living room");
        OpusDecoder naive = new OpusDecoder(16_000, 1);
        List<short[]> heard = new ArrayList<>();
        for (byte[] packet : Encoded.hybrid(24_000, 20, spoken)) {
            short[] out = new short[320];
            assertThat(naive.decode(packet, 0, packet.length, out, 0, 320, false))
                    .isEqualTo(320);
            heard.add(Arrays.copyOf(out, 320));
        }
        assertThat(Similarity.of(spoken, Pcm.join(heard))).isLessThan(0.5);
    }

    @Test
    void a_stream_may_turn_from_speech_packets_to_hybrid_ones_and_back() throws CorruptPacketException {
        short[] spoken = Voice.say("turn on the light in the living room and then close all the windows");
        List<byte[]> packets = Encoded.changing(24_000, 20, spoken, 60);
        List<short[]> heard = new ArrayList<>();
        int silk = 0;
        try (OpusCodec.Decoder decoder = codec().decoder()) {
            for (byte[] packet : packets) {
                silk += OpusPacket.isSilk(packet) ? 1 : 0;
                heard.add(decoder.decode(packet));
            }
        }
        assertThat(silk).isBetween(40, packets.size() - 40);
        short[] all = Pcm.join(heard);
        int change = 60 * 320;
        short[] before = Arrays.copyOfRange(spoken, 0, change);
        short[] after = Arrays.copyOfRange(spoken, change, spoken.length);
        short[] heardBefore = Arrays.copyOfRange(all, 0, change);
        short[] heardAfter = Arrays.copyOfRange(all, change, all.length);
        assertThat(Similarity.of(before, heardBefore)).isGreaterThan(0.95);
        assertThat(Similarity.of(after, heardAfter)).isGreaterThan(0.95);
        // The low-pass that joins at the change makes what follows a little later, once.
        assertThat(Similarity.delay(after, heardAfter) - Similarity.delay(before, heardBefore))
                .isBetween(0, 16 * 5);
    }
}
