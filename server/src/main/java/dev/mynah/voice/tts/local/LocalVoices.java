package dev.mynah.voice.tts.local;

import dev.mynah.support.Scheduler;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.tts.SpokenText;
import dev.mynah.voice.tts.TextToSpeech;
import dev.mynah.voice.tts.freetts.FreeTtsTextToSpeech;
import dev.mynah.voice.tts.process.ProgramVoice;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The voices that need no network: those of the machine and, behind them, the one that comes with the server. Thread-safe.
 * Letters that none of them can read are left out when they are few; otherwise a spoken hint says that the answer is on
 * the screen. Never is there silence.
 */
public final class LocalVoices implements TextToSpeech {
    /** Spoken in place of what no voice can read. */
    public static final String HINT = "The answer is on the screen.";

    private static final int SENTENCES_AT_ONCE = 4;

    private final List<TextToSpeech> voices;

    /** @param voices in order of preference; at least one reads Latin letters */
    public LocalVoices(List<TextToSpeech> voices) {
        this.voices = List.copyOf(voices);
    }

    /** The voices of this machine, looked for once. */
    public static LocalVoices ofMachine(Map<String, String> environment, Scheduler scheduler) {
        List<TextToSpeech> found = new ArrayList<>();
        if (installed("flite", environment)) {
            found.add(ProgramVoice.flite(scheduler));
        }
        found.add(new FreeTtsTextToSpeech(SENTENCES_AT_ONCE));
        if (installed("espeak-ng", environment)) {
            found.add(ProgramVoice.espeak(scheduler));
        }
        return new LocalVoices(found);
    }

    /** The voices in order, for people. */
    public String describe() {
        return voices.stream().map(TextToSpeech::name).collect(Collectors.joining(", "));
    }

    @Override
    public String name() {
        return "local";
    }

    /** True for every text: what cannot be read is hinted at. */
    @Override
    public boolean canSpeak(String text, Locale language) {
        return true;
    }

    @Override
    public void synthesize(String sentence, Locale language, PcmSink sink)
            throws ProviderException, InterruptedException {
        String text = able(sentence, language).isEmpty() ? readable(sentence, language) : sentence;
        speak(text, language, able(text, language), sink);
    }

    /** The sentence without the letters that no voice knows; the hint when those are not just a word or two. */
    private String readable(String sentence, Locale language) {
        int[] kept = sentence.codePoints()
                .filter(point -> !able(Character.toString(point), language).isEmpty())
                .toArray();
        String rest = new String(kept, 0, kept.length);
        return 2 * letters(rest) > letters(sentence) ? SpokenText.of(rest) : HINT;
    }

    private static long letters(String text) {
        return text.codePoints().filter(Character::isLetter).count();
    }

    private List<TextToSpeech> able(String text, Locale language) {
        return voices.stream().filter(voice -> voice.canSpeak(text, language)).toList();
    }

    /** A program may have been removed or broken since the start: the next voice reads the sentence then. */
    private static void speak(String text, Locale language, List<TextToSpeech> able, PcmSink sink)
            throws ProviderException, InterruptedException {
        Witness witness = new Witness(sink);
        try {
            able.getFirst().synthesize(text, language, witness);
        } catch (ProviderException e) {
            if (witness.heard || able.size() == 1) {
                throw e;
            }
            speak(text, language, able.subList(1, able.size()), sink);
        }
    }

    private static boolean installed(String program, Map<String, String> environment) {
        for (String directory : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }

    /** Knows whether anything was spoken yet: two halves by two voices make no sentence. */
    private static final class Witness implements PcmSink {
        private final PcmSink sink;
        private boolean heard;

        private Witness(PcmSink sink) {
            this.sink = sink;
        }

        @Override
        public void accept(short[] samples, int sampleRate) throws InterruptedException {
            heard = true;
            sink.accept(samples, sampleRate);
        }
    }
}
