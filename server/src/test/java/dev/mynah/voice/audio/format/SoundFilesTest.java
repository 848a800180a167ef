package dev.mynah.voice.audio.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mynah.voice.audio.ConcentusCodec;
import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.audio.OpusCodecs;
import dev.mynah.voice.audio.Pcm;
import dev.mynah.voice.audio.Similarity;
import dev.mynah.voice.audio.Sound;
import dev.mynah.voice.audio.WavFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is read again, by ourselves and by the programs of others. */
class SoundFilesTest {
    private static final OpusCodec CODEC = OpusCodecs.best();
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final WavFile TONE = new WavFile(22_050, Sound.sine(440, 0.4, 22_050, 33_075));

    @ParameterizedTest
    @EnumSource(SoundFormat.class)
    void what_is_written_is_heard_again(SoundFormat format) throws Exception {
        byte[] file = new SoundFiles(CODEC).write(TONE, format);
        short[] heard = HeardSound.read(format, new SampleFormat(22_050, 1, 16, false), file, CODEC, LONG);
        // MP3 begins with the encoder's delay and ends with a whole frame.
        assertThat(heard.length).isBetween(23_990, 27_500);
        assertThat(Sound.signalToNoise(heard, 440, 16_000, 4_000, 20_000)).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource(SoundFormat.class)
    void pieces_of_any_size_give_the_same_sound(SoundFormat format) throws Exception {
        byte[] file = new SoundFiles(CODEC).write(TONE, format);
        SampleFormat bare = new SampleFormat(22_050, 1, 16, false);
        short[] atOnce = HeardSound.read(format, bare, file, CODEC, LONG);
        try (HeardSound sound = new HeardSound(format, bare, CODEC, LONG)) {
            List<short[]> pieces = new ArrayList<>();
            for (int at = 0; at < file.length; at += 97) {
                pieces.add(sound.accept(Arrays.copyOfRange(file, at, Math.min(file.length, at + 97))));
            }
            pieces.add(sound.finish());
            assertThat(Pcm.join(pieces)).isEqualTo(atOnce);
        }
    }

    @ParameterizedTest
    @EnumSource(SoundFormat.class)
    void sound_longer_than_allowed_is_refused(SoundFormat format) {
        byte[] file = new SoundFiles(CODEC).write(TONE, format);
        SampleFormat bare = new SampleFormat(22_050, 1, 16, false);
        assertThatThrownBy(() -> HeardSound.read(format, bare, file, CODEC, Duration.ofSeconds(1)))
                .isInstanceOf(UnreadableSoundException.class)
                .hasMessage("it is longer than 1 s");
    }

    @Test
    void an_mp3_has_128_kbit_at_22_khz_in_one_channel() {
        byte[] mp3 = new SoundFiles(CODEC).write(TONE, SoundFormat.MP3);
        // 1.5 s of 16,000 bytes, and the frames before and after it.
        assertThat(mp3.length).isBetween(24_000, 26_500);
        int header = java.nio.ByteBuffer.wrap(mp3).getInt();
        assertThat(header >>> 19 & 3).as("MPEG 2").isEqualTo(2);
        assertThat(header >>> 12 & 15).as("128 kbit/s").isEqualTo(12);
        assertThat(header >>> 6 & 3).as("mono").isEqualTo(3);
    }

    @Test
    void an_opus_file_keeps_its_exact_length() throws Exception {
        byte[] file = new SoundFiles(new ConcentusCodec(0)).write(TONE, SoundFormat.OPUS);
        short[] heard = HeardSound.read(SoundFormat.OPUS, SampleFormat.USUAL, file, new ConcentusCodec(0), LONG);
        assertThat(heard).hasSize(24_000);
    }

    @Test
    void opusdec_reads_what_we_write(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("ours.opus");
        Files.write(file, new SoundFiles(CODEC).write(TONE, SoundFormat.OPUS));
        Path wav = folder.resolve("theirs.wav");
        run("opusdec", "--rate", "48000", file.toString(), wav.toString());
        try (InputStream in = Files.newInputStream(wav)) {
            WavFile theirs = WavFile.read(in);
            assertThat(theirs.samples()).hasSize(72_000);
            assertThat(Sound.signalToNoise(theirs.samples(), 440, 48_000, 12_000, 60_000))
                    .isGreaterThan(20);
        }
    }

    @Test
    void we_read_what_opusenc_writes_mono_and_stereo(@TempDir Path folder) throws Exception {
        for (int channels : new int[] {1, 2}) {
            byte[] wav = WavBytes.empty()
                    .fmt(1, channels, 22_050, 16)
                    .chunk("data", WavBytes.samples(TONE.samples(), channels, 16, false))
                    .file();
            Path source = folder.resolve(channels + ".wav");
            Path file = folder.resolve(channels + ".opus");
            Files.write(source, wav);
            run("opusenc", "--quiet", source.toString(), file.toString());
            short[] heard =
                    HeardSound.read(SoundFormat.OPUS, SampleFormat.USUAL, Files.readAllBytes(file), CODEC, LONG);
            assertThat(heard).hasSize(24_000);
            assertThat(Sound.signalToNoise(heard, 440, 16_000, 4_000, 20_000)).isGreaterThan(20);
        }
    }

    @Test
    void bare_opus_packets_are_read_one_in_each_piece() throws Exception {
        short[] speech = Sound.sine(300, 0.4, 16_000, 9_600);
        List<short[]> heard = new ArrayList<>();
        try (OpusCodec.Encoder encoder = CODEC.encoder(16_000, 60);
                HeardSound sound = new HeardSound(SoundFormat.OPUS, SampleFormat.USUAL, CODEC, LONG)) {
            for (int at = 0; at < speech.length; at += encoder.frameSamples()) {
                heard.add(sound.accept(encoder.encode(Arrays.copyOfRange(speech, at, at + encoder.frameSamples()))));
            }
            heard.add(sound.finish());
        }
        assertThat(Similarity.of(speech, Pcm.join(heard))).isGreaterThan(0.95);
    }

    @Test
    void tags_and_pictures_before_the_frames_of_an_mp3_are_passed_over() throws Exception {
        byte[] mp3 = new SoundFiles(CODEC).write(TONE, SoundFormat.MP3);
        byte[] picture = new byte[3_000];
        Arrays.fill(picture, (byte) 0xff); // looks like the beginning of a frame everywhere
        byte[] tag = new byte[10 + picture.length];
        System.arraycopy(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 23, 56}, 0, tag, 0, 10);
        System.arraycopy(picture, 0, tag, 10, picture.length);
        short[] plain = HeardSound.read(SoundFormat.MP3, SampleFormat.USUAL, mp3, CODEC, LONG);
        short[] tagged = HeardSound.read(SoundFormat.MP3, SampleFormat.USUAL, PcmDecoder.join(tag, mp3), CODEC, LONG);
        assertThat(tagged).isEqualTo(plain);
    }

    @Test
    void a_file_of_another_format_is_named_as_such() {
        byte[] wav = new SoundFiles(CODEC).write(TONE, SoundFormat.WAV);
        assertThatThrownBy(() -> HeardSound.read(SoundFormat.MP3, SampleFormat.USUAL, wav, CODEC, LONG))
                .isInstanceOfSatisfying(UnreadableSoundException.class, refusal -> assertThat(refusal.kind())
                        .isEqualTo(UnreadableSoundException.Kind.NOT_THIS_FORMAT));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", command[0])), command[0] + " is not installed");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
