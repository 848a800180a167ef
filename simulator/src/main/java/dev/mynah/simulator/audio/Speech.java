package dev.mynah.simulator.audio;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Says sentences into the microphone, in English. The voice {@code kevin16} needs nothing; {@code slt}, {@code rms},
 * {@code awb} and {@code kal16} need the program flite. Not thread-safe: the built-in voice says one thing at a time.
 */
public final class Speech {
    /** The built-in voice. */
    public static final String BUILT_IN = "kevin16";

    private static final List<String> FLITE_VOICES = List.of("slt", "rms", "awb", "kal16");
    private static final int PROCESS_SECONDS = 20;

    private final String voice;

    /** @throws IllegalArgumentException for a voice that nobody has */
    public Speech(String voice) {
        if (!voice.equals(BUILT_IN) && !FLITE_VOICES.contains(voice)) {
            throw new IllegalArgumentException(
                    "no voice '" + voice + "'; there are " + BUILT_IN + ", and with flite installed " + FLITE_VOICES);
        }
        this.voice = voice;
    }

    /** The sentence at 16 kHz. */
    public short[] say(String text) throws IOException {
        Wav spoken = voice.equals(BUILT_IN) ? builtIn(text) : flite(text);
        return spoken.at(Microphone.RATE).samples();
    }

    private static Wav builtIn(String text) {
        Voice kevin = Holder.KEVIN;
        SoundCollector collector = new SoundCollector();
        kevin.setAudioPlayer(collector);
        kevin.speak(text);
        return collector.wav();
    }

    private Wav flite(String text) throws IOException {
        Path file = Files.createTempFile("mynah-speech", ".wav");
        try {
            Process process = new ProcessBuilder("flite", "-voice", voice, "-t", text, "-o", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PROCESS_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("flite could not say it with the voice " + voice);
            }
            return Wav.read(file);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while flite was speaking", interrupted);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Loading the voice takes a quarter of a second, so it happens when first needed. */
    private static final class Holder {
        static final Voice KEVIN = load();

        private static Voice load() {
            Voice kevin = new KevinVoiceDirectory().getVoices()[1];
            kevin.allocate();
            return kevin;
        }
    }
}
