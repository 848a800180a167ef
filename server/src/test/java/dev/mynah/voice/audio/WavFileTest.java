package dev.mynah.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class WavFileTest {
    private static final byte[] TWO_SAMPLES = {1, 0, -2, -1};
    private static final byte[] MONO_16K = format(1, 1, 16_000, 16);

    @Test
    void what_is_written_is_read_again() throws IOException {
        short[] samples = Sound.noise(-20, 1_001, 1);
        WavFile again = read(bytes(new WavFile(24_000, samples)));
        assertThat(again.sampleRate()).isEqualTo(24_000);
        assertThat(again.samples()).isEqualTo(samples);
    }

    @Test
    void others_understand_what_is_written() throws Exception {
        short[] samples = {1, -1, 300, -300};
        try (AudioInputStream other =
                AudioSystem.getAudioInputStream(new ByteArrayInputStream(bytes(new WavFile(16_000, samples))))) {
            AudioFormat format = other.getFormat();
            assertThat(format.getSampleRate()).isEqualTo(16_000);
            assertThat(format.getChannels()).isEqualTo(1);
            assertThat(format.getSampleSizeInBits()).isEqualTo(16);
            assertThat(other.readAllBytes()).isEqualTo(Pcm.bytes(samples));
        }
    }

    @Test
    void chunks_may_come_in_any_order_with_others_between() throws IOException {
        byte[] file = riff(
                chunk("LIST", 3, new byte[] {1, 2, 3, 0}),
                chunk("data", 4, TWO_SAMPLES),
                chunk("fact", 4, new byte[4]),
                chunk("fmt ", 16, MONO_16K));
        assertThat(read(file).samples()).containsExactly(1, -2);
    }

    @Test
    void the_extensible_format_with_pcm_inside_is_read() throws IOException {
        byte[] extensible = Arrays.copyOf(MONO_16K, 40);
        extensible[0] = (byte) 0xFE;
        extensible[1] = (byte) 0xFF;
        extensible[24] = 1;
        assertThat(read(riff(chunk("fmt ", 40, extensible), chunk("data", 4, TWO_SAMPLES)))
                        .samples())
                .containsExactly(1, -2);
    }

    @Test
    void sound_of_unknown_length_reaches_to_the_end() throws IOException {
        for (int length : new int[] {-1, 0}) {
            byte[] file = riff(chunk("fmt ", 16, MONO_16K), chunk("data", length, TWO_SAMPLES));
            assertThat(read(file).samples()).containsExactly(1, -2);
        }
    }

    @Test
    void two_channels_are_mixed() throws IOException {
        byte[] file = riff(
                chunk("fmt ", 16, format(1, 2, 44_100, 16)),
                chunk("data", 8, Pcm.bytes(new short[] {100, 300, Short.MAX_VALUE, Short.MAX_VALUE})));
        WavFile read = read(file);
        assertThat(read.sampleRate()).isEqualTo(44_100);
        assertThat(read.samples()).containsExactly(200, Short.MAX_VALUE);
    }

    @Test
    void the_sound_can_be_had_at_another_rate() {
        WavFile second = new WavFile(22_050, Sound.sine(440, 0.5, 22_050, 22_050));
        WavFile same = second.at(16_000);
        assertThat(same.sampleRate()).isEqualTo(16_000);
        assertThat(same.samples()).hasSize(16_000);
        assertThat(Sound.amplitude(same.samples(), 440, 16_000, 500, 15_500)).isBetween(0.49, 0.51);
    }

    @Test
    void errors_say_what_is_wrong() {
        refused("ID3......................".getBytes(StandardCharsets.US_ASCII), "not a WAV file");
        refused(riff(chunk("fmt ", 16, format(3, 1, 16_000, 32)), chunk("data", 4, TWO_SAMPLES)), "encoding 3 at 32");
        refused(riff(chunk("fmt ", 16, format(1, 1, 16_000, 8)), chunk("data", 4, TWO_SAMPLES)), "at 8 bits");
        refused(riff(chunk("fmt ", 16, format(1, 0, 16_000, 16)), chunk("data", 4, TWO_SAMPLES)), "0 channels");
        refused(riff(chunk("fmt ", 16, MONO_16K)), "without a data chunk");
        refused(riff(chunk("data", 4, TWO_SAMPLES)), "without a fmt chunk");
        refused(riff(chunk("fmt ", 16, MONO_16K), chunk("data", 400, TWO_SAMPLES)), "after 4 of 400 bytes");
        refused(riff(chunk("fmt ", 16, MONO_16K), chunk("data", 0x7fffffff, TWO_SAMPLES)), "at most");
        refused(riff(chunk("fmt ", 4, new byte[4]), chunk("data", 4, TWO_SAMPLES)), "fmt chunk of 4");
        refused(riff(chunk("fmt ", 0x7fffff, new byte[4])), "fmt chunk of");
    }

    @Test
    void samples_and_bytes_are_the_same_thing() {
        short[] samples = {0, 1, -1, 258, Short.MIN_VALUE, Short.MAX_VALUE};
        assertThat(Pcm.bytes(new short[] {258})).containsExactly(2, 1);
        assertThat(Pcm.samples(Pcm.bytes(samples))).isEqualTo(samples);
        assertThat(Pcm.samples(new byte[] {2, 1, 9})).containsExactly(258);
    }

    private static void refused(byte[] file, String why) {
        assertThatIOException().isThrownBy(() -> read(file)).withMessageContaining(why);
    }

    private static WavFile read(byte[] file) throws IOException {
        return WavFile.read(new ByteArrayInputStream(file));
    }

    private static byte[] bytes(WavFile wav) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        wav.write(out);
        return out.toByteArray();
    }

    private static byte[] format(int encoding, int channels, int rate, int bits) {
        ByteBuffer fields = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        fields.putShort((short) encoding).putShort((short) channels).putInt(rate);
        fields.putInt(rate * channels * bits / 8)
                .putShort((short) (channels * bits / 8))
                .putShort((short) bits);
        return fields.array();
    }

    private static byte[] chunk(String id, int length, byte[] body) {
        ByteBuffer chunk = ByteBuffer.allocate(8 + body.length).order(ByteOrder.LITTLE_ENDIAN);
        return chunk.put(id.getBytes(StandardCharsets.US_ASCII))
                .putInt(length)
                .put(body)
                .array();
    }

    private static byte[] riff(byte[]... chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(chunk("RIFF", 4, "WAVE".getBytes(StandardCharsets.US_ASCII)));
        for (byte[] chunk : chunks) {
            out.writeBytes(chunk);
        }
        return out.toByteArray();
    }
}
