package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.app.RunningServer;
import dev.mynah.assistant.Understanding;
import dev.mynah.support.SystemScheduler;
import dev.mynah.testing.Clips;
import dev.mynah.voice.tts.TextToSpeech;
import dev.mynah.voice.tts.freetts.FreeTtsTextToSpeech;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the whole server hears of people, of voices and of sentences that mean nothing to it, at the pace at which they
 * speak: for devices with a button and for those that listen by themselves.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeardInRealTimeTest {
    private final RunningServer server = RunningServer.withKeenHearing(InstantSource.system());
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

    @ParameterizedTest
    @ValueSource(strings = {"manual", "auto"})
    void at_least_37_of_40_commands_are_heard_in_the_built_in_voice(String mode) throws Exception {
        assertThat(device(mode).misheard(spoken(new FreeTtsTextToSpeech(1), "commands")))
                .hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manual", "auto"})
    void at_least_37_of_40_commands_are_heard_in_another_voice(String mode) throws Exception {
        assertThat(device(mode).misheard(spoken(Clips.secondVoice(time), "commands")))
                .hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manual", "auto"})
    void at_most_two_of_40_foreign_sentences_are_taken_for_commands(String mode) throws Exception {
        Map<String, String> heard = device(mode).heard(spoken(Clips.secondVoice(time), "foreign"));
        assertThat(heard.values().stream().filter(Understanding::isCommand)).hasSizeLessThanOrEqualTo(2);
    }

    private ListeningServer device(String mode) {
        return ListeningServer.inRealTime(server, mode);
    }

    private static Map<String, short[]> spoken(TextToSpeech voice, String list) throws Exception {
        Map<String, short[]> clips = Clips.spoken(voice, Clips.lines(list));
        assertThat(clips).hasSize(40);
        return clips;
    }
}
