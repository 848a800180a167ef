package dev.mynah.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.voice.audio.Endpointer.Listening;
import dev.mynah.voice.audio.SpeechEvent.SpeechContinues;
import dev.mynah.voice.audio.SpeechEvent.SpeechStarted;
import dev.mynah.voice.audio.SpeechEvent.SpeechStopped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real detector and real speech; {@link EndpointerRulesTest} has the exact rules. */
class EndpointerTest {
    private static final short[] SECOND = room(16_000, 21);

    @Test
    void a_sentence_in_a_quiet_room_is_one_utterance() {
        short[] spoken = Voice.say("turn on the light in the kitchen");
        List<SpeechEvent> events = hear(Sound.join(SECOND, spoken, SECOND), 960);
        assertThat(utterances(events)).hasSize(1);
        SpeechStarted started = (SpeechStarted) events.getFirst();
        SpeechStopped stopped = (SpeechStopped) events.getLast();
        assertThat(started.at().millis()).isBetween(960L, 1_120L);
        assertThat(stopped.voiced()).isTrue();
        long end = 1_000L + spoken.length / 16;
        assertThat(stopped.endOfVoice().millis()).isBetween(end - 150, end + 150);
        assertThat(stopped.silenceWindow()).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void nothing_of_the_first_word_is_lost() {
        short[] spoken = Voice.say("stop the music");
        short[] in = Sound.join(SECOND, spoken, SECOND);
        short[] utterance = utterances(hear(in, 960)).getFirst();
        int from = indexOf(in, utterance);
        assertThat(from).isBetween(16_000 - 8_000, 16_000 - 1_600);
        assertThat(from + utterance.length).isGreaterThan(16_000 + spoken.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no", "stop", "on", "okay", "two", "hi"})
    void short_words_are_kept(String word) {
        short[] spoken = Voice.say(word);
        assertThat(spoken.length).isLessThan(16 * 650);
        List<short[]> heard = utterances(hear(Sound.join(SECOND, spoken, SECOND), 960));
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst().length).isGreaterThan(spoken.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no", "stop the music", "what time is it"})
    void speech_that_begins_with_the_very_first_sample_is_heard(String words) {
        assertThat(utterances(hear(Sound.join(Voice.say(words), SECOND), 960))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"-25,white", "-35,white", "-45,white", "-60,white", "-25,hum", "-40,hum"})
    void steady_noise_alone_is_nobody_speaking(double level, String kind) {
        int length = 16_000 * 12;
        short[] noise = kind.equals("white")
                ? Sound.noise(level, length, 5)
                : Sound.sum(
                        Sound.atLevel(level, Sound.sine(100, 0.1, 16_000, length)), Sound.noise(level - 10, length, 6));
        assertThat(hear(noise, 960)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {30, 20, 15, 10})
    void a_sentence_over_noise_starts_and_ends(double signalToNoise) {
        short[] spoken = Sound.atLevel(-22, Voice.say("what will the weather be like tomorrow"));
        short[] quiet = Sound.silence(16_000 * 2);
        short[] all = Sound.join(quiet, spoken, quiet);
        short[] in = Sound.sum(all, Sound.noise(-22 - signalToNoise, all.length, 9));
        List<SpeechEvent> events = hear(in, 960);
        assertThat(utterances(events)).hasSize(1);
        long end = 2_000L + spoken.length / 16;
        assertThat(((SpeechStarted) events.getFirst()).at().millis()).isBetween(1_900L, 2_200L);
        assertThat(((SpeechStopped) events.getLast()).endOfVoice().millis()).isBetween(end - 250, end + 200);
    }

    @Test
    void digital_silence_then_a_noisy_room_is_nobody_speaking() {
        short[] in = Sound.join(Sound.silence(32_000), Sound.noise(-45, 16_000 * 8, 3));
        assertThat(hear(in, 960)).isEmpty();
    }

    @Test
    void a_device_that_sends_digital_silence_in_pauses_is_understood() {
        short[] spoken = Voice.say("turn off the fan");
        short[] nothing = Sound.silence(16_000);
        assertThat(utterances(hear(Sound.join(nothing, spoken, nothing, spoken, nothing), 960)))
                .hasSize(2);
    }

    @Test
    void a_pause_between_words_does_not_end_the_sentence() {
        short[] in = Sound.join(SECOND, Voice.say("turn on"), room(8_000, 4), Voice.say("the light"), SECOND);
        assertThat(utterances(hear(in, 960))).hasSize(1);
    }

    @Test
    void two_sentences_are_two_utterances_without_overlap() {
        short[] in = Sound.join(SECOND, Voice.say("lights on"), SECOND, Voice.say("music off"), SECOND);
        List<short[]> heard = utterances(hear(in, 960));
        assertThat(heard).hasSize(2);
        assertThat(indexOf(in, heard.get(1))).isGreaterThanOrEqualTo(indexOf(in, heard.get(0)) + heard.get(0).length);
    }

    @Test
    void the_size_of_the_pieces_does_not_matter() {
        short[] in = Sound.join(SECOND, Voice.say("lights on"), SECOND, Voice.say("music off"), SECOND);
        List<short[]> byPackets = utterances(hear(in, 960));
        for (int size : new int[] {1, 37, 320, 5_000, in.length}) {
            List<short[]> same = utterances(hear(in, size));
            assertThat(same).hasSameSizeAs(byPackets);
            for (int i = 0; i < same.size(); i++) {
                assertThat(same.get(i)).isEqualTo(byPackets.get(i));
            }
        }
    }

    @Test
    void loudness_alone_decides_well_enough_where_webrtc_cannot_be_loaded() {
        short[] in = Sound.join(SECOND, Voice.say("what time is it"), SECOND);
        try (Endpointer endpointer = new Endpointer(new EnergyDetector(), EndpointSettings.DEFAULT)) {
            assertThat(utterances(feed(endpointer, in, 960))).hasSize(1);
        }
    }

    @Test
    void a_button_held_over_silence_tells_that_there_was_no_voice() {
        try (Endpointer endpointer = endpointer()) {
            List<SpeechEvent> events = new ArrayList<>(endpointer.listen(Listening.HELD));
            events.addAll(feed(endpointer, SECOND, 960));
            events.addAll(endpointer.stop());
            assertThat(events.getLast())
                    .isInstanceOfSatisfying(SpeechStopped.class, stopped -> assertThat(stopped.voiced())
                            .isFalse());
            assertThat(utterances(events).getFirst()).isEqualTo(SECOND);
        }
    }

    @Test
    void a_button_held_over_speech_with_long_pauses_is_one_utterance() {
        short[] in = Sound.join(Voice.say("set a timer"), SECOND, SECOND, Voice.say("for ten minutes"));
        try (Endpointer endpointer = endpointer()) {
            List<SpeechEvent> events = new ArrayList<>(endpointer.listen(Listening.HELD));
            events.addAll(feed(endpointer, in, 960));
            events.addAll(endpointer.stop());
            assertThat(utterances(events)).hasSize(1);
            assertThat(utterances(events).getFirst()).isEqualTo(in);
            assertThat(((SpeechStopped) events.getLast()).voiced()).isTrue();
        }
    }

    private static List<SpeechEvent> hear(short[] in, int size) {
        try (Endpointer endpointer = endpointer()) {
            return feed(endpointer, in, size);
        }
    }

    private static Endpointer endpointer() {
        return new Endpointer(WebRtcDetector.orEnergy(WebRtcDetector.Mode.AGGRESSIVE), EndpointSettings.DEFAULT);
    }

    static List<SpeechEvent> feed(Endpointer endpointer, short[] in, int size) {
        List<SpeechEvent> events = new ArrayList<>();
        for (int at = 0; at < in.length; at += size) {
            events.addAll(endpointer.accept(Arrays.copyOfRange(in, at, Math.min(in.length, at + size))));
        }
        return events;
    }

    /** The samples of each utterance that ended. */
    static List<short[]> utterances(List<SpeechEvent> events) {
        List<short[]> whole = new ArrayList<>();
        List<short[]> pieces = new ArrayList<>();
        for (SpeechEvent event : events) {
            switch (event) {
                case SpeechStarted started -> pieces.add(started.preRoll());
                case SpeechContinues more -> pieces.add(more.samples());
                case SpeechStopped _ -> {
                    whole.add(Pcm.join(pieces));
                    pieces.clear();
                }
            }
        }
        return whole;
    }

    private static short[] room(int samples, long seed) {
        short[] noise = Sound.noise(-62, samples, seed);
        Random random = new Random(seed);
        noise[0] = (short) random.nextInt(5);
        return noise;
    }

    private static int indexOf(short[] whole, short[] part) {
        for (int at = 0; at + part.length <= whole.length; at++) {
            if (Arrays.mismatch(whole, at, at + part.length, part, 0, part.length) < 0) {
                return at;
            }
        }
        return -1;
    }
}
