package dev.mynah.voice.audio.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.voice.audio.Pcm;
import dev.mynah.voice.audio.Sound;
import dev.mynah.voice.audio.WavFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavDecoderTest {
    private static final short[] TONE = Sound.sine(440, 0.5, 16_000, 1_600);

    @ParameterizedTest
    @CsvSource({"1,1,8", "1,2,8", "1,1,16", "1,2,16", "1,1,24", "1,2,24", "1,1,32", "1,2,32", "3,1,32", "3,2,32"})
    void every_usual_form_of_samples_gives_the_same_sound(int encoding, int channels, int bits) throws Exception {
        byte[] file = WavBytes.empty()
                .fmt(encoding, channels, 16_000, bits)
                .chunk("data", WavBytes.samples(TONE, channels, bits, encoding == 3))
                .file();
        short[] read = read(file);
        assertThat(read).hasSize(TONE.length);
        for (int i = 0; i < read.length; i++) {
            assertThat((int) read[i]).isCloseTo(TONE[i], within(bits == 8 ? 256 : 1));
        }
    }

    @Test
    void the_extensible_form_is_read_by_the_encoding_inside_it() throws Exception {
        byte[] body = Arrays.copyOf(WavBytes.fmtBody(0xFFFE, 1, 16_000, 16, 2), 40);
        body[24] = 1;
        byte[] file = WavBytes.empty()
                .chunk("fmt ", body)
                .chunk("data", Pcm.bytes(TONE))
                .file();
        assertThat(read(file)).isEqualTo(TONE);
    }

    @Test
    void chunks_may_come_in_any_order_with_others_between() throws Exception {
        byte[] file = WavBytes.empty()
                .chunk("LIST", new byte[7])
                .chunk("data", Pcm.bytes(TONE))
                .chunk("odd ", new byte[13])
                .fmt(1, 1, 16_000, 16)
                .chunk("id3 ", new byte[3])
                .file();
        assertThat(read(file)).isEqualTo(TONE);
    }

    @Test
    void pieces_of_any_size_give_the_same_samples() throws Exception {
        byte[] file = WavBytes.empty()
                .chunk("LIST", new byte[5])
                .fmt(1, 2, 16_000, 24)
                .chunk("data", WavBytes.samples(TONE, 2, 24, false))
                .file();
        for (int size : new int[] {1, 2, 3, 7, 64}) {
            WavDecoder decoder = new WavDecoder(1 << 20);
            List<short[]> out = new ArrayList<>();
            for (int at = 0; at < file.length; at += size) {
                out.add(decoder.accept(Arrays.copyOfRange(file, at, Math.min(file.length, at + size))));
            }
            out.add(decoder.finish());
            assertThat(Pcm.join(out)).as("in pieces of " + size).isEqualTo(TONE);
        }
    }

    @Test
    void a_length_that_was_not_known_when_it_was_written_reaches_to_the_end() throws Exception {
        for (long unknown : new long[] {0, 0xFFFF_FFFFL}) {
            byte[] file = WavBytes.empty()
                    .fmt(1, 1, 16_000, 16)
                    .chunk("data", Pcm.bytes(TONE), unknown)
                    .file(0xFFFF_FFFFL);
            assertThat(read(file)).isEqualTo(TONE);
        }
    }

    @Test
    void what_our_own_writer_writes_is_read() throws Exception {
        assertThat(read(ours(TONE))).isEqualTo(TONE);
    }

    @Test
    void wrong_sizes_are_refused_and_named() {
        WavBytes whole = WavBytes.empty().fmt(1, 1, 16_000, 16).chunk("data", Pcm.bytes(TONE));
        refused(Arrays.copyOf(whole.file(), 1_000), "ends 2244 bytes before its data chunk does");
        refused(whole.file(500), "its data chunk has 3200 bytes, but the file has room for only 464");
        refused(WavBytes.empty().chunk("fmt ", new byte[4]).file(), "fmt chunk has 4 bytes");
        refused(
                WavBytes.empty()
                        .chunk("fmt ", WavBytes.fmtBody(1, 1, 16_000, 16, 4))
                        .chunk("data", Pcm.bytes(TONE))
                        .file(),
                "its fmt chunk says that 1 x 16 bits take 4 bytes");
        refused(
                WavBytes.empty()
                        .fmt(1, 2, 16_000, 16)
                        .chunk("data", new byte[6])
                        .file(),
                "samples of 4 bytes, and 2 left over");
    }

    @Test
    void what_cannot_be_used_is_refused_and_named() {
        refused("OggS and more than that".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "RIFF");
        refused(new byte[0], "ends within its first 12 bytes");
        refused(WavBytes.empty().fmt(6, 1, 8_000, 8).file(), "encoding 6");
        refused(WavBytes.empty().fmt(1, 6, 16_000, 16).file(), "6 channels");
        refused(WavBytes.empty().fmt(1, 1, 17_123, 16).file(), "17123 Hz");
        refused(WavBytes.empty().fmt(1, 1, 16_000, 12).file(), "12 bit");
        refused(WavBytes.empty().fmt(1, 1, 16_000, 16).file(), "no data chunk");
        refused(WavBytes.empty().chunk("data", Pcm.bytes(TONE)).file(), "no fmt chunk");
        refused(
                WavBytes.empty()
                        .fmt(1, 1, 16_000, 16)
                        .chunk("data", new byte[2])
                        .chunk("data", new byte[2])
                        .file(),
                "two data chunks");
    }

    @Test
    void sound_that_must_wait_for_its_description_is_bounded() {
        WavDecoder decoder = new WavDecoder(100);
        byte[] file = WavBytes.empty()
                .chunk("data", new byte[1_000])
                .fmt(1, 1, 16_000, 16)
                .file();
        assertThatThrownBy(() -> decoder.accept(file)).hasMessageContaining("before the fmt chunk");
    }

    private static void refused(byte[] file, String why) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UnreadableSoundException.class)
                .hasMessageContaining(why);
    }

    private static short[] read(byte[] file) throws UnreadableSoundException {
        WavDecoder decoder = new WavDecoder(1 << 20);
        return Pcm.join(List.of(decoder.accept(file), decoder.finish()));
    }

    private static byte[] ours(short[] samples) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new WavFile(16_000, samples).write(out);
        return out.toByteArray();
    }
}
