package dev.mynah.voice.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.provider.RecordedEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class FallbackTextToSpeechTest {
    /** Speaks its rate; knows Latin letters only unless told otherwise; breaks after so many samples. */
    private record Voice(String name, int rate, boolean latinOnly, int breaksAfter) implements TextToSpeech {
        @Override
        public boolean canSpeak(String text, Locale language) {
            return !latinOnly || text.codePoints().allMatch(each -> each < 0x250);
        }

        @Override
        public void synthesize(String sentence, Locale language, PcmSink sink)
                throws ProviderException, InterruptedException {
            if (breaksAfter > 0) {
                sink.accept(new short[breaksAfter], rate);
            }
            if (breaksAfter >= 0) {
                throw new ProviderException(name, Kind.UNAVAILABLE, name + " is down");
            }
            sink.accept(new short[10], rate);
        }
    }

    private final RecordedEvents events = new RecordedEvents();
    private final List<Integer> rates = new ArrayList<>();

    private FallbackTextToSpeech chain(Voice... voices) {
        return new FallbackTextToSpeech(List.of(voices), () -> 0, events);
    }

    private void say(FallbackTextToSpeech chain, String text) throws ProviderException, InterruptedException {
        chain.synthesize(text, Locale.ENGLISH, (_, rate) -> rates.add(rate));
    }

    @Test
    void each_sentence_is_spoken_by_the_first_voice_that_can() throws Exception {
        var chain = chain(new Voice("latin", 8_000, true, -1), new Voice("any", 24_000, false, -1));
        say(chain, "Hello.");
        say(chain, "你好。");
        say(chain, "Bye.");
        assertThat(rates).containsExactly(8_000, 24_000, 8_000);
        assertThat(events.all).containsExactly("latin SPEECH 0", "any SPEECH 0", "latin SPEECH 0");
    }

    @Test
    void the_next_voice_speaks_when_the_first_fails_before_its_first_sample() throws Exception {
        say(chain(new Voice("cloud", 24_000, false, 0), new Voice("local", 8_000, false, -1)), "Hello.");
        assertThat(rates).containsExactly(8_000);
    }

    @Test
    void a_sentence_that_was_begun_is_not_begun_again() {
        var chain = chain(new Voice("cloud", 24_000, false, 5), new Voice("local", 8_000, false, -1));
        assertThatThrownBy(() -> say(chain, "Hello.")).hasMessage("cloud is down");
        assertThat(rates).containsExactly(24_000);
    }

    @Test
    void what_no_voice_can_speak_is_said_so() {
        var chain = chain(new Voice("latin", 8_000, true, -1));
        assertThat(chain.canSpeak("你好", Locale.CHINESE)).isFalse();
        assertThat(chain.canSpeak("Hello", Locale.CHINESE)).isTrue();
        assertThatThrownBy(() -> say(chain, "你好"))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED));
    }

    @Test
    void the_health_of_each_voice_is_known() throws Exception {
        var chain = chain(new Voice("cloud", 24_000, false, 0), new Voice("local", 8_000, false, -1));
        say(chain, "Hello.");
        assertThat(chain.health())
                .extracting(health -> health.provider() + health.failures() + health.lastFailure())
                .containsExactly("cloud1cloud is down", "local0");
    }
}
