package dev.mynah.voice.tts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It is **very** warm.| It is very warm.",
                "Say `stop` or _stop_.| Say stop or stop.",
                "# Weather| Weather",
                "- milk| milk",
                "> quoted| quoted",
                "See [the manual](https://example.org/x?y=z).| See the manual.",
                "![a cat](cat.png) sits| a cat sits",
                "Good morning ☀️ to you 👩‍👩‍👧!| Good morning to you !",
                "flag 🇩🇪 and key 1️⃣| flag and key 1",
                "2 * 3 is snake_case| 2 3 is snake_case",
                "你好 😀 世界| 你好 世界",
                "It is nine oh seven AM.| It is nine oh seven A M.",
                "9:07AM or 12 AM| 9:07 A M or 12 A M",
                "I AM AMused, says AM radio| I AM AMused, says A M radio",
                "It costs 5 € and is 21.5 °C, © me| It costs 5 € and is 21.5 °C, © me"
            })
    void markup_and_pictures_go_and_words_stay(String written, String spoken) {
        assertThat(SpokenText.of(written)).isEqualTo(spoken);
    }

    @Test
    void several_lines_become_one() {
        assertThat(SpokenText.of("Buy:\n\n* milk\n* eggs\n\n---\n```text\nnow\n```"))
                .isEqualTo("Buy: milk eggs now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n ", "😀😀", "***", "---", "...", "!"})
    void what_has_no_words_is_not_spoken(String written) {
        assertThat(SpokenText.of(written)).isEmpty();
    }
}
