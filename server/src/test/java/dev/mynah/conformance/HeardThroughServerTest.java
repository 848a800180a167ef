package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.app.RunningServer;
import dev.mynah.assistant.Understanding;
import dev.mynah.support.SystemScheduler;
import dev.mynah.testing.Clips;
import dev.mynah.voice.tts.freetts.FreeTtsTextToSpeech;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the whole server hears without any provider: every recording of a person and, since {@link HeardInRealTimeTest}
 * takes long, some of the sentences of voices. The sound is there at once; where an utterance begins and ends is counted in
 * audio time anyway.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeardThroughServerTest {
    /** Of so many sentences one is said. */
    private static final int EVERY = 20;

    private final RunningServer server = RunningServer.withUnhurriedHearing(InstantSource.system());
    private final SystemScheduler time =
            new SystemScheduler(Thread.ofPlatform().daemon().factory());

    @AfterAll
    void stop() {
        server.close();
        time.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"manual", "auto"})
    void at_least_six_of_eight_phrases_of_people_are_heard_word_by_word(String mode) throws Exception {
        Map<String, short[]> said = Clips.human();
        assertThat(said).hasSize(8);
        assertThat(device(mode).misheard(said)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void commands_are_heard_in_the_built_in_voice() throws Exception {
        Map<String, short[]> said = Clips.spoken(new FreeTtsTextToSpeech(1), some("commands", 0));
        assertThat(device("manual").misheard(said)).isEmpty();
    }

    @Test
    void commands_are_heard_in_another_voice() throws Exception {
        Map<String, short[]> said = Clips.spoken(Clips.secondVoice(time), some("commands", 6));
        assertThat(device("auto").misheard(said)).isEmpty();
    }

    @Test
    void foreign_sentences_are_not_taken_for_commands() throws Exception {
        Map<String, short[]> said = Clips.spoken(Clips.secondVoice(time), some("foreign", 2));
        assertThat(device("auto").heard(said).values()).noneMatch(Understanding::isCommand);
    }

    private ListeningServer device(String mode) {
        return ListeningServer.atOnce(server, mode);
    }

    private static List<String> some(String list, int first) throws Exception {
        List<String> all = Clips.lines(list);
        return IntStream.iterate(first, at -> at < all.size(), at -> at + EVERY)
                .mapToObj(all::get)
                .toList();
    }
}
