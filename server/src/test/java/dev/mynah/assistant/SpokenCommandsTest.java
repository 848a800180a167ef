package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.support.SystemScheduler;
import dev.mynah.testing.Clips;
import dev.mynah.voice.stt.SpeechToText.Transcription;
import dev.mynah.voice.stt.sphinx.SphinxSpeechToText;
import dev.mynah.voice.tts.TextToSpeech;
import dev.mynah.voice.tts.freetts.FreeTtsTextToSpeech;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The built-in recogniser with the assistant's own grammar and real sound: what it promises. The synthetic voices all
 * speak at once, so that it is tested under load, where it searches least widely; people speak one after another.
 */
class SpokenCommandsTest {
    private static final int FRAME = 960;

    private static final SystemScheduler TIME =
            new SystemScheduler(Thread.ofPlatform().daemon().factory());
    private static final OfflineAssistant ASSISTANT = new OfflineAssistant(InstantSource.system());
    private static final SphinxSpeechToText EARS = new SphinxSpeechToText(
            ASSISTANT.jsgf(),
            SphinxSpeechToText.Limits.of(2),
            Thread.ofPlatform().daemon().factory(),
            () -> {},
            new Random(1));

    @BeforeAll
    static void warm() {
        EARS.warm().join();
    }

    @AfterAll
    static void close() {
        EARS.close();
        TIME.close();
    }

    @Test
    void commands_in_the_built_in_voice_are_heard() throws Exception {
        assertThat(misheard(spoken(new FreeTtsTextToSpeech(1), Clips.lines("commands"))))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void commands_in_another_voice_are_heard() throws Exception {
        assertThat(misheard(spoken(Clips.secondVoice(TIME), Clips.lines("commands"))))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    @Tag("long")
    void foreign_sentences_in_another_voice_are_not_taken_for_commands() throws Exception {
        assertThat(takenForCommands(spoken(Clips.secondVoice(TIME), Clips.lines("foreign"))))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    @Tag("long")
    void foreign_sentences_in_the_built_in_voice_are_not_taken_for_commands() throws Exception {
        assertThat(takenForCommands(spoken(new FreeTtsTextToSpeech(1), Clips.lines("foreign"))))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void people_are_understood_word_by_word_and_not_taken_for_commands() throws Exception {
        Map<String, short[]> said = Clips.human();
        said.replaceAll((_, clip) -> opus(clip));
        assertThat(said).hasSize(8);
        List<String> texts = new ArrayList<>();
        for (short[] clip : said.values()) {
            texts.addAll(heard(Map.of("", clip)));
        }
        assertThat(texts.stream().filter(said::containsKey)).as("%s", texts).hasSizeGreaterThanOrEqualTo(6);
        assertThat(texts).noneMatch(text -> ASSISTANT.understand(text).isPresent());
    }

    @Test
    void nothing_and_noise_are_no_commands() throws Exception {
        Map<String, short[]> said = new LinkedHashMap<>();
        said.put("no sample", new short[0]);
        said.put("one sample", new short[1]);
        said.put("digital silence", new short[32_000]);
        said.put("noise", Clips.noisy(hum(), -20, 1));
        said.put("loud noise", Clips.noisy(hum(), -60, 2));
        for (String sentence : Clips.lines("foreign").subList(0, 4)) {
            said.put(sentence, Clips.noisy(Clips.spoken(new FreeTtsTextToSpeech(1), sentence), 10, 3));
        }
        List<String> texts = heard(said);
        assertThat(texts.subList(0, 3)).containsOnly("");
        assertThat(texts.subList(0, 5))
                .noneMatch(text -> ASSISTANT.understand(text).isPresent());
        // Of sentences in loud noise any words may come; that they make sense by chance has to stay rare.
        assertThat(texts.subList(5, 9).stream()
                        .filter(text -> ASSISTANT.understand(text).isPresent()))
                .hasSizeLessThanOrEqualTo(2);
    }

    /** Two seconds of a quiet tone. */
    private static short[] hum() {
        short[] hum = new short[32_000];
        for (int i = 0; i < hum.length; i++) {
            hum[i] = (short) (20 * Math.sin(i * 0.1));
        }
        return hum;
    }

    private static Map<String, short[]> spoken(TextToSpeech voice, List<String> sentences) throws Exception {
        Map<String, short[]> clips = new LinkedHashMap<>();
        for (String sentence : sentences) {
            clips.put(sentence, opus(Clips.spoken(voice, sentence)));
        }
        return clips;
    }

    private static short[] opus(short[] clip) {
        try {
            return Clips.throughOpus(clip);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> misheard(Map<String, short[]> said) throws Exception {
        List<String> misheard = new ArrayList<>();
        Iterator<String> heard = heard(said).iterator();
        for (String sentence : said.keySet()) {
            String text = heard.next();
            if (!text.equals(sentence)) {
                misheard.add(sentence + " -> " + text);
            }
        }
        return misheard;
    }

    private static List<String> takenForCommands(Map<String, short[]> said) throws Exception {
        return heard(said).stream()
                .filter(text -> ASSISTANT.understand(text).isPresent())
                .toList();
    }

    /** What is heard when all speak at once, in order. */
    private static List<String> heard(Map<String, short[]> said) throws Exception {
        List<Transcription> utterances = new ArrayList<>();
        try {
            for (short[] clip : said.values()) {
                Transcription utterance = EARS.open(Locale.US);
                utterances.add(utterance);
                for (int at = 0; at < clip.length; at += FRAME) {
                    utterance.accept(Arrays.copyOfRange(clip, at, Math.min(clip.length, at + FRAME)));
                }
            }
            List<String> texts = new ArrayList<>();
            for (Transcription utterance : utterances) {
                texts.add(utterance.finish().text());
            }
            return texts;
        } finally {
            utterances.forEach(Transcription::close);
        }
    }
}
