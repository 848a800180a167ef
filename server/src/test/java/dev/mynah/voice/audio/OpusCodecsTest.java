package dev.mynah.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mynah.voice.audio.OpusCodecs.Choice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpusCodecsTest {
    @Test
    void the_best_codec_is_the_systems_where_it_has_one() {
        Class<? extends OpusCodec> expected =
                LibopusCodec.find().isPresent() ? LibopusCodec.class : ConcentusCodec.class;
        assertThat(OpusCodecs.best()).isInstanceOf(expected);
    }

    @Test
    void the_choice_can_be_made_by_hand() {
        assertThat(OpusCodecs.choose(Choice.CONCENTUS, 3)).isInstanceOf(ConcentusCodec.class);
        assumeTrue(LibopusCodec.find().isPresent());
        assertThat(OpusCodecs.choose(Choice.LIBOPUS, 3)).isInstanceOf(LibopusCodec.class);
    }

    @Test
    void a_complexity_that_does_not_exist_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> OpusCodecs.choose(Choice.CONCENTUS, 11));
        assertThatIllegalArgumentException().isThrownBy(() -> OpusCodecs.choose(Choice.AUTO, -1));
    }

    @Test
    void both_codecs_hear_the_very_same_samples_in_a_devices_packets() throws CorruptPacketException {
        assumeTrue(LibopusCodec.find().isPresent());
        List<byte[]> packets = Encoded.packets(16_000, 60, Voice.say("open the garage door"), encoder -> {
            encoder.setComplexity(0);
            encoder.setUseDTX(true);
        });
        List<List<short[]>> heard = new ArrayList<>();
        for (Choice choice : List.of(Choice.CONCENTUS, Choice.LIBOPUS)) {
            List<short[]> pieces = new ArrayList<>();
            try (OpusCodec.Decoder decoder = OpusCodecs.choose(choice, 5).decoder()) {
                for (byte[] packet : packets) {
                    pieces.add(decoder.decode(packet));
                }
            }
            heard.add(pieces);
        }
        assertThat(Similarity.of(Pcm.join(heard.get(1)), Pcm.join(heard.get(0))))
                .isGreaterThan(0.99);
    }
}
