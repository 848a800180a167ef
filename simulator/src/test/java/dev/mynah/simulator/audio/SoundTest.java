package dev.mynah.simulator.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.audio.OpusToc;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundTest {
    @Test
    void a_sentence_becomes_packets_that_devices_send() throws IOException {
        short[] speech = new Speech(Speech.BUILT_IN).say("what time is it");
        assertThat(speech.length).isBetween(Microphone.RATE / 2, Microphone.RATE * 3);
        Microphone.Utterance utterance = Microphone.utterance(speech, 300, new Random(1));
        assertThat(utterance.packets()).allMatch(packet -> OpusToc.durationMicros(packet) == 60_000);
        assertThat(utterance.packets().size() - utterance.spokenPackets()).isBetween(4, 6);
        assertThat(utterance.spokenPackets()).isEqualTo((speech.length + Microphone.FRAME - 1) / Microphone.FRAME);
    }

    @Test
    void silence_becomes_tiny_packets_after_a_while() {
        List<byte[]> packets = Microphone.silence(50, new Random(1));
        assertThat(packets).hasSize(50);
        assertThat(packets.stream().filter(packet -> packet.length <= 3).count())
                .isGreaterThan(20);
    }

    @Test
    void speech_survives_the_codec() throws IOException {
        short[] speech = new Speech(Speech.BUILT_IN).say("turn the light on");
        Wav played =
                Loudspeaker.play(Microphone.utterance(speech, 0, new Random(1)).packets(), AudioParams.UPLINK);
        assertThat(played.rate()).isEqualTo(16_000);
        assertThat(loudness(played.samples()))
                .isCloseTo(loudness(speech), org.assertj.core.data.Percentage.withPercentage(25));
    }

    /** The packets of a 24 kHz voice at this rate are hybrid ones, which the decoder spoils below 48 kHz. */
    @Test
    void hybrid_packets_are_played_without_noise() throws Exception {
        int frame = 1440;
        short[] tone = new short[frame * 20];
        for (int i = 0; i < tone.length; i++) {
            double fundamental = Math.sin(2 * Math.PI * 440 * i / 24_000);
            double high = Math.sin(2 * Math.PI * 9_000 * i / 24_000);
            tone[i] = (short) (6000 * fundamental + 1500 * high);
        }
        OpusEncoder encoder = new OpusEncoder(24_000, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        encoder.setBitrate(32_000);
        encoder.setForceMode(io.github.jaredmdobson.concentus.OpusMode.MODE_HYBRID);
        List<byte[]> packets = new ArrayList<>();
        byte[] buffer = new byte[1275];
        for (int at = 0; at < tone.length; at += frame) {
            packets.add(Arrays.copyOf(buffer, encoder.encode(tone, at, frame, buffer, 0, buffer.length)));
        }
        assertThat(packets).allMatch(packet -> (packet[0] & 0xFF) >> 3 >= 12 && (packet[0] & 0xFF) >> 3 < 16);
        Wav played = Loudspeaker.play(packets, AudioParams.DOWNLINK);
        assertThat(played.samples()).hasSize(tone.length);
        assertThat(loudness(played.samples()))
                .isCloseTo(loudness(tone), org.assertj.core.data.Percentage.withPercentage(20));
        assertThat(share(played.samples(), 440, 24_000)).isGreaterThan(0.8);
    }

    @Test
    void a_broken_packet_becomes_silence() {
        Wav played = Loudspeaker.play(List.of(new byte[] {(byte) 0xFF, 0x00}), AudioParams.DOWNLINK);
        assertThat(played.samples()).hasSize(1440).containsOnly((short) 0);
    }

    @Test
    void a_recording_survives_its_file(@TempDir Path directory) throws IOException {
        short[] samples = {0, 1, -1, Short.MAX_VALUE, Short.MIN_VALUE};
        Path file = directory.resolve("a.wav");
        new Wav(samples, 16_000).write(file);
        assertThat(Wav.read(file).samples()).isEqualTo(samples);
        assertThat(Wav.read(file).rate()).isEqualTo(16_000);
    }

    @Test
    void what_is_no_recording_is_refused(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("a.wav");
        Files.writeString(file, "hello");
        assertThatThrownBy(() -> Wav.read(file)).hasMessage("not a WAV file");
        Files.write(file, "RIFF0000WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> Wav.read(file)).hasMessageContaining("no sound");
    }

    @Test
    void other_rates_keep_what_fits_and_lose_what_does_not() {
        short[] kept = tone(1_000, 48_000);
        short[] lost = tone(15_000, 48_000);
        assertThat(loudness(new Wav(kept, 48_000).at(16_000).samples()))
                .isCloseTo(loudness(kept), org.assertj.core.data.Percentage.withPercentage(2));
        assertThat(loudness(new Wav(lost, 48_000).at(16_000).samples())).isLessThan(loudness(lost) / 50);
        assertThat(new Wav(tone(1_000, 8_000), 8_000).at(16_000).samples()).hasSize(16_000);
    }

    @Test
    void an_unknown_voice_is_refused() {
        assertThatThrownBy(() -> new Speech("siri")).hasMessageContaining("kevin16");
    }

    @Test
    void flite_speaks_where_it_is_installed() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/flite")), "flite is not installed");
        assertThat(loudness(new Speech("slt").say("hello there"))).isGreaterThan(200);
    }

    private static short[] tone(int frequency, int rate) {
        short[] tone = new short[rate];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) (8000 * Math.sin(2 * Math.PI * frequency * i / rate));
        }
        return tone;
    }

    private static double loudness(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }

    /** How much of the energy is at one frequency. */
    private static double share(short[] samples, int frequency, int rate) {
        double re = 0;
        double im = 0;
        double energy = 0;
        for (int i = 0; i < samples.length; i++) {
            re += samples[i] * Math.cos(2 * Math.PI * frequency * i / rate);
            im += samples[i] * Math.sin(2 * Math.PI * frequency * i / rate);
            energy += (double) samples[i] * samples[i];
        }
        return 2 * (re * re + im * im) / samples.length / energy;
    }
}
