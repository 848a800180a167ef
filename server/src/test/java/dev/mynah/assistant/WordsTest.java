package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What time is it?|what time is it",
                "what’s  the TIME!|what's the time",
                "seven o'clock, please|seven o'clock please",
                "'quoted'|quoted",
                "twenty-five|twenty five",
                "good-bye|good bye",
                "50%|50 percent",
                "５０％|50 percent",
                "1,000 + 2|1000 plus 2",
                "3.5*2|3.5 times 2",
                "9-4|9 minus 4",
                "9 − 4|9 minus 4",
                "8/2|8 divided by 2",
                "8÷2|8 divided by 2",
                "6×7=?|6 times 7",
                "现在几点？|现 在 几 点",
                "音量调到50|音 量 调 到 50",
                "現在幾點了|现 在 几 点 了",
                "打开WiFi|打 开 wifi",
            })
    void a_text_becomes_plain_words(String text, String words) {
        assertThat(String.join(" ", Words.of(text))).isEqualTo(words);
    }

    @Test
    void a_text_without_words_has_none() {
        assertThat(Words.of(" ?! …")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "hello, zh, ENGLISH",
        "你好, en, CHINESE",
        "打开 wifi, en, CHINESE",
        "3 + 5, zh-CN, CHINESE",
        "3 + 5, en-US, ENGLISH",
        "3 + 5, de, ENGLISH",
    })
    void the_language_is_that_of_the_script_else_of_the_conversation(String text, String tag, Language language) {
        assertThat(Language.of(text, Locale.forLanguageTag(tag))).isEqualTo(language);
    }
}
