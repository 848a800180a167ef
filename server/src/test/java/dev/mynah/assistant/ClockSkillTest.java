package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSkillTest {
    private final Talk talk = new Talk();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what time is it",
                "What time is it?",
                "Hey, what's the time right now, please?",
                "what’s the time",
                "Could you please tell me the time?",
                "um what time is it",
            })
    void the_time_is_said_in_words_of_the_devices_zone(String text) throws InterruptedException {
        assertThat(talk.ask(text)).isEqualTo("It is three forty five PM.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"现在几点", "现在几点了？", "請問現在幾點", "几点钟", "帮我报时"})
    void the_time_is_said_in_chinese_when_asked_in_chinese(String text) throws InterruptedException {
        assertThat(talk.ask(text)).isEqualTo("现在是下午三点四十五分。");
    }

    @ParameterizedTest
    @CsvSource({
        "00:00, twelve AM, 凌晨十二点整",
        "00:05, twelve oh five AM, 凌晨十二点零五分",
        "09:30, nine thirty AM, 上午九点三十分",
        "12:00, twelve PM, 中午十二点整",
        "14:10, two ten PM, 下午两点十分",
        "23:59, eleven fifty nine PM, 晚上十一点五十九分",
    })
    void times_are_put_into_words(String time, String english, String chinese) {
        assertThat(SpokenTime.time(java.time.LocalTime.parse(time), Language.ENGLISH))
                .isEqualTo(english);
        assertThat(SpokenTime.time(java.time.LocalTime.parse(time), Language.CHINESE))
                .isEqualTo(chinese);
    }

    @Test
    void the_date_is_said_with_day_month_and_year() throws InterruptedException {
        assertThat(talk.ask("what's today's date"))
                .isEqualTo("Today is Saturday, November twenty first, twenty twenty six.");
        assertThat(talk.ask("今天几号")).isEqualTo("今天是二零二六年十一月二十一日，星期六。");
    }

    @Test
    void the_day_is_that_of_the_devices_zone() throws InterruptedException {
        talk.now = Instant.parse("2026-11-21T16:00:00Z");
        assertThat(talk.ask("what day is it today")).isEqualTo("Today is Sunday.");
        assertThat(talk.ask("今天星期几")).isEqualTo("今天是星期日。");
    }

    @Test
    void the_script_of_the_text_decides_the_language_before_the_conversations_language() throws InterruptedException {
        assertThat(talk.ask("what time is it", Locale.CHINESE)).startsWith("It is");
        assertThat(talk.ask("几点了", Locale.ENGLISH)).startsWith("现在是");
    }
}
