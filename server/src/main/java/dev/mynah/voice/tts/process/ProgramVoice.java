package dev.mynah.voice.tts.process;

import dev.mynah.support.Scheduler;
import dev.mynah.support.Scheduler.Cancellable;
import dev.mynah.voice.audio.WavFile;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.tts.Script;
import dev.mynah.voice.tts.Scripts;
import dev.mynah.voice.tts.SpokenText;
import dev.mynah.voice.tts.TextToSpeech;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * A voice that is a program: the text goes in at its standard input, a WAV file comes out. One process a sentence, which
 * takes some milliseconds. Thread-safe; a bounded number of processes runs at once and further sentences wait. The text
 * never stands on a command line, where others could read it. The sound goes through a file because flite never ends when
 * its output is a pipe.
 */
public final class ProgramVoice implements TextToSpeech {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int PROCESSES = 4;
    private static final int CHUNK_SAMPLES = 4096;

    private final String name;
    private final Command command;
    private final Set<Script> scripts;
    private final Scheduler scheduler;
    private final Semaphore free = new Semaphore(PROCESSES, true);

    /** How the program is called for a text, and to write which file. */
    @FunctionalInterface
    public interface Command {
        List<String> of(String text, String wav);
    }

    /** A voice of any program that reads the scripts. */
    public ProgramVoice(String name, Command command, Set<Script> scripts, Scheduler scheduler) {
        this.name = name;
        this.command = command;
        this.scripts = Set.copyOf(scripts);
        this.scheduler = scheduler;
    }

    /** The voice of flite that is most pleasant to hear; English. */
    public static ProgramVoice flite(Scheduler scheduler) {
        Command command = (text, wav) -> List.of("flite", "-voice", "slt", "-o", wav);
        return new ProgramVoice("flite", command, Set.of(Script.LATIN), scheduler);
    }

    /**
     * espeak-ng, for Mandarin and everything Latin. Its voices {@code cmn} and {@code zh} spell Pinyin out in English;
     * {@code cmn-latn-pinyin} speaks it.
     */
    public static ProgramVoice espeak(Scheduler scheduler) {
        Command command = (text, wav) -> List.of("espeak-ng", "-v", espeakVoice(text), "--stdin", "-w", wav);
        return new ProgramVoice("espeak-ng", command, Set.of(Script.LATIN, Script.HAN), scheduler);
    }

    private static String espeakVoice(String text) {
        return Scripts.of(text).contains(Script.HAN) ? "cmn-latn-pinyin" : "en-us";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean canSpeak(String text, Locale language) {
        return scripts.containsAll(Scripts.of(text));
    }

    @Override
    public void synthesize(String sentence, Locale language, PcmSink sink)
            throws ProviderException, InterruptedException {
        String text = SpokenText.of(sentence);
        if (text.isEmpty()) {
            return;
        }
        WavFile sound = sound(text);
        for (int from = 0; from < sound.samples().length; from += CHUNK_SAMPLES) {
            int to = Math.min(sound.samples().length, from + CHUNK_SAMPLES);
            sink.accept(Arrays.copyOfRange(sound.samples(), from, to), sound.sampleRate());
        }
    }

    private WavFile sound(String text) throws ProviderException, InterruptedException {
        free.acquire();
        try {
            Path wav = Files.createTempFile("mynah", ".wav");
            try {
                run(text, wav);
                try (InputStream in = Files.newInputStream(wav)) {
                    return WavFile.read(in);
                }
            } finally {
                Files.deleteIfExists(wav);
            }
        } catch (IOException e) {
            throw new ProviderException(name, Kind.UNAVAILABLE, name + " gave no sound: " + e.getMessage(), e);
        } finally {
            free.release();
        }
    }

    private void run(String text, Path wav) throws IOException, ProviderException, InterruptedException {
        Process process = new ProcessBuilder(command.of(text, wav.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Cancellable deadline = scheduler.at(scheduler.nanoTime() + DEADLINE.toNanos(), process::destroyForcibly);
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            }
            if (process.waitFor() != 0) {
                throw new ProviderException(
                        name, Kind.UNAVAILABLE, name + " failed with exit code " + process.exitValue());
            }
        } finally {
            deadline.cancel();
            process.destroyForcibly();
        }
    }
}
