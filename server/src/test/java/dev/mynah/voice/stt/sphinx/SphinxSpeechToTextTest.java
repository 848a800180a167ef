package dev.mynah.voice.stt.sphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.testing.Clips;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.stt.SpeechToText.Transcription;
import dev.mynah.voice.stt.sphinx.SphinxSpeechToText.Limits;
import dev.mynah.voice.tts.TextToSpeech;
import dev.mynah.voice.tts.freetts.FreeTtsTextToSpeech;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The life of the recogniser, with a small grammar and real models. */
class SphinxSpeechToTextTest {
    private static final String GRAMMAR = """
            #JSGF V1.0;
            grammar small;
            <hour> = one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve;
            <minute> = fifteen | thirty | forty five;
            public <time> = it is <hour> [<minute>] (a m | p m);
            public <order> = stop the music | open the window | close the curtains;
            """;

    private static final Limits LIMITS = new Limits(1, 3, 3, Duration.ofSeconds(30), Duration.ofSeconds(2));
    private static final Queue<Thread> THREADS = new ConcurrentLinkedQueue<>();
    private static final Queue<Thread> LOADED = new ConcurrentLinkedQueue<>();
    private static final TextToSpeech VOICE = new FreeTtsTextToSpeech(1);
    private static final SphinxSpeechToText EARS = ears(GRAMMAR, THREADS);

    private static SphinxSpeechToText ears(String grammar, Queue<Thread> made) {
        ThreadFactory threads = task -> {
            Thread thread = Thread.ofPlatform().daemon().unstarted(task);
            made.add(thread);
            return thread;
        };
        return new SphinxSpeechToText(
                grammar, LIMITS, threads, () -> LOADED.add(Thread.currentThread()), new Random(1));
    }

    @AfterAll
    static void closing_ends_the_worker_and_all_utterances() throws Exception {
        Transcription waiting = EARS.open(Locale.US);
        EARS.close();
        assertThat(THREADS).hasSize(1).noneMatch(Thread::isAlive);
        assertThatThrownBy(waiting::finish).isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.kind())
                .isEqualTo(Kind.UNAVAILABLE));
        assertThatThrownBy(() -> EARS.open(Locale.US)).isInstanceOf(ProviderException.class);
        assertThat(THREADS).hasSize(1);
    }

    private static String heard(short[] clip) throws Exception {
        try (Transcription utterance = EARS.open(Locale.US)) {
            utterance.accept(clip);
            return utterance.finish().text();
        }
    }

    private static short[] said(String sentence) throws Exception {
        return Clips.spoken(VOICE, sentence);
    }

    @Test
    void nothing_is_loaded_before_it_is_needed() {
        Queue<Thread> made = new ConcurrentLinkedQueue<>();
        SphinxSpeechToText unused = ears(GRAMMAR, made);
        assertThat(unused.name()).isEqualTo("sphinx");
        unused.close();
        assertThat(made).isEmpty();
        assertThat(unused.warm()).isCompletedExceptionally();
        assertThat(made).isEmpty();
    }

    @Test
    void loading_tells_nothing_of_every_sound_however_often_memory_is_tidied() throws Exception {
        EARS.warm().get();
        System.gc();
        assertThat(Logger.getLogger("models.edu.cmu.sphinx.linguist.acoustic.UnitManager")
                        .isLoggable(Level.WARNING))
                .isFalse();
    }

    @Test
    void a_worker_that_is_ready_has_said_that_it_is_loaded() {
        EARS.warm().join();
        assertThat(LOADED).containsOnlyOnceElementsOf(THREADS);
    }

    @Test
    void what_the_built_in_voice_says_is_heard_in_words_and_in_digits() throws Exception {
        assertThat(heard(said("It is three forty five PM"))).isEqualTo("it is three forty five p m");
        assertThat(heard(said("It is 3:45 PM."))).isEqualTo("it is three forty five p m");
    }

    @Test
    void utterances_that_overlap_do_not_disturb_each_other() throws Exception {
        List<String> sentences = List.of("stop the music", "open the window", "close the curtains");
        List<Transcription> utterances = new ArrayList<>();
        List<short[]> clips = new ArrayList<>();
        for (String sentence : sentences) {
            clips.add(said(sentence));
            utterances.add(EARS.open(Locale.US));
        }
        for (int at = 0; at < 48_000; at += 960) {
            for (int i = 0; i < 3; i++) {
                short[] clip = clips.get(i);
                utterances
                        .get(i)
                        .accept(Arrays.copyOfRange(clip, Math.min(at, clip.length), Math.min(at + 960, clip.length)));
            }
        }
        List<String> texts = new ArrayList<>();
        for (Transcription utterance : utterances) {
            texts.add(utterance.finish().text());
            utterance.close();
        }
        assertThat(texts).isEqualTo(sentences);
    }

    @Test
    void who_finds_all_seats_taken_is_heard_after_the_others() throws Exception {
        short[] clip = said("open the window");
        List<Transcription> utterances = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Transcription utterance = EARS.open(Locale.US);
            utterance.accept(clip);
            utterances.add(utterance);
        }
        assertThatThrownBy(() -> EARS.open(Locale.US))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BUSY));
        for (Transcription utterance : utterances) {
            assertThat(utterance.finish().text()).isEqualTo("open the window");
            utterance.close();
        }
    }

    @Test
    void utterances_closed_early_free_their_places_at_once() throws Exception {
        short[] clip = said("close the curtains");
        for (int i = 0; i < 20; i++) {
            Transcription given = EARS.open(Locale.US);
            given.accept(clip);
            given.close();
            assertThatThrownBy(given::finish).isInstanceOf(ProviderException.class);
        }
        assertThat(heard(clip)).isEqualTo("close the curtains");
    }

    @Test
    void samples_after_the_end_are_ignored() throws Exception {
        try (Transcription utterance = EARS.open(Locale.US)) {
            utterance.accept(said("stop the music"));
            assertThat(utterance.finish().text()).isEqualTo("stop the music");
            utterance.accept(new short[16_000]);
            assertThat(utterance.finish().text()).isEqualTo("stop the music");
        }
    }

    @Test
    void silence_and_nothing_are_heard_as_nothing() throws Exception {
        assertThat(heard(new short[0])).isEmpty();
        assertThat(heard(new short[500])).isEmpty();
        assertThat(heard(new short[32_000])).isEmpty();
    }

    @Test
    void with_a_broken_grammar_everybody_is_told() throws Exception {
        SphinxSpeechToText broken =
                ears("#JSGF V1.0; grammar g; public <a> = <nowhere>;", new ConcurrentLinkedQueue<>());
        try (broken) {
            Transcription early = broken.open(Locale.US);
            early.accept(new short[1600]);
            assertThatThrownBy(early::finish).isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.kind())
                    .isEqualTo(Kind.UNAVAILABLE));
            assertThatThrownBy(() -> broken.warm().join()).isInstanceOf(CompletionException.class);
            assertThatThrownBy(() -> broken.open(Locale.US)).isInstanceOf(ProviderException.class);
        }
    }
}
