package dev.mynah.testing;

import dev.mynah.support.SystemScheduler;
import dev.mynah.voice.audio.ConcentusCodec;
import dev.mynah.voice.audio.CorruptPacketException;
import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.audio.WavFile;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.tts.TextToSpeech;
import dev.mynah.voice.tts.freetts.FreeTtsTextToSpeech;
import dev.mynah.voice.tts.process.ProgramVoice;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** The sentences with which hearing and speaking are measured, and their sound: 16 kHz, as a device would send it. */
public final class Clips {
    /** 200 ms, which the endpointer leaves before and after an utterance. */
    private static final int MARGIN = OpusCodec.LISTEN_RATE / 5;

    private static final int FRAME = OpusCodec.LISTEN_RATE * 60 / 1000;
    private static final int DEVICE_BITS_PER_SECOND = 16_000;

    private Clips() {}

    /** The lines of {@code commands}, {@code foreign} or {@code human/transcripts}. */
    public static List<String> lines(String name) throws IOException {
        try (InputStream list = resource(name + ".txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** What people said, and their recordings. */
    public static Map<String, short[]> human() throws IOException {
        Map<String, short[]> clips = new LinkedHashMap<>();
        for (String line : lines("human/transcripts")) {
            List<String> parts = Arrays.asList(line.split(" ", 2));
            try (InputStream in = resource("human/" + parts.getFirst() + ".wav")) {
                clips.put(
                        parts.getLast(),
                        WavFile.read(in).at(OpusCodec.LISTEN_RATE).samples());
            }
        }
        return clips;
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Clips.class.getResourceAsStream("/speech/" + name), name);
    }

    /** A second synthetic voice beside kevin16: a woman's where flite is installed, else the small built-in one. */
    public static TextToSpeech secondVoice(SystemScheduler scheduler) {
        boolean flite = Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "flite")));
        return flite ? ProgramVoice.flite(scheduler) : new FreeTtsTextToSpeech("kevin", 1);
    }

    /** The sentence as the voice says it, at 16 kHz between two short silences. */
    public static short[] spoken(TextToSpeech voice, String sentence) throws ProviderException, InterruptedException {
        Collected collected = new Collected();
        voice.synthesize(sentence, Locale.US, collected);
        short[] said = new WavFile(collected.rate, collected.samples)
                .at(OpusCodec.LISTEN_RATE)
                .samples();
        short[] clip = new short[MARGIN + said.length + MARGIN];
        System.arraycopy(said, 0, clip, MARGIN, said.length);
        return clip;
    }

    /** Sentences, each as the voice says it. */
    public static Map<String, short[]> spoken(TextToSpeech voice, List<String> sentences)
            throws ProviderException, InterruptedException {
        Map<String, short[]> clips = new LinkedHashMap<>();
        for (String sentence : sentences) {
            clips.put(sentence, spoken(voice, sentence));
        }
        return clips;
    }

    /** What is left after the way through a device's encoder: 60 ms packets at 16 kbit/s. */
    public static short[] throughOpus(short[] clip) throws OpusException, CorruptPacketException {
        OpusEncoder encoder = new OpusEncoder(OpusCodec.LISTEN_RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        encoder.setBitrate(DEVICE_BITS_PER_SECOND);
        short[] heard = new short[0];
        byte[] packet = new byte[1500];
        try (OpusCodec.Decoder decoder = new ConcentusCodec().decoder()) {
            for (int at = 0; at < clip.length; at += FRAME) {
                int length =
                        encoder.encode(Arrays.copyOfRange(clip, at, at + FRAME), 0, FRAME, packet, 0, packet.length);
                short[] samples = decoder.decode(Arrays.copyOf(packet, length));
                heard = Arrays.copyOf(heard, heard.length + samples.length);
                System.arraycopy(samples, 0, heard, heard.length - samples.length, samples.length);
            }
        }
        return heard;
    }

    /** The clip with white noise so many dB below it. */
    public static short[] noisy(short[] clip, double decibels, long seed) {
        double power = 0;
        for (short sample : clip) {
            power += (double) sample * sample / clip.length;
        }
        double level = Math.sqrt(power) * Math.pow(10, -decibels / 20);
        Random random = new Random(seed);
        short[] noisy = new short[clip.length];
        for (int i = 0; i < clip.length; i++) {
            double sum = clip[i] + level * random.nextGaussian();
            noisy[i] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return noisy;
    }

    private static final class Collected implements TextToSpeech.PcmSink {
        private short[] samples = new short[0];
        private int rate = OpusCodec.LISTEN_RATE;

        @Override
        public void accept(short[] more, int sampleRate) {
            rate = sampleRate;
            samples = Arrays.copyOf(samples, samples.length + more.length);
            System.arraycopy(more, 0, samples, samples.length - more.length, more.length);
        }
    }
}
