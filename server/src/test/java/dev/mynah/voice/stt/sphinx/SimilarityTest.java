package dev.mynah.voice.stt.sphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {
    /** Values of Python's difflib.SequenceMatcher(None, a, b, False).ratio() for the texts without spaces. */
    @ParameterizedTest
    @CsvSource({
        "what is the date today, what is the day today, 0.9143",
        "set the light to forty percent, satellite to forty percent, 0.8333",
        "good morning, the mining, 0.5",
        "turn off the lights, ten of clubs, 0.4615",
        "set the garden lights to seventeen, the garden looks even fall in spring, 0.5763",
        "what is five plus five, five five, 0.6154"
    })
    void texts_are_as_alike_as_their_common_runs_of_letters(String one, String other, double ratio) {
        assertThat(Similarity.ratio(one, other)).isCloseTo(ratio, within(0.00005));
    }

    @Test
    void equal_texts_are_wholly_alike_and_strangers_not_at_all() {
        assertThat(Similarity.ratio("stop", "stop")).isEqualTo(1);
        assertThat(Similarity.ratio("", "")).isEqualTo(1);
        assertThat(Similarity.ratio("stop", "")).isZero();
        assertThat(Similarity.ratio("abc", "xyz")).isZero();
    }

    @Test
    void spaces_do_not_count() {
        assertThat(Similarity.ratio("turn off", "tur noff")).isEqualTo(1);
    }
}
