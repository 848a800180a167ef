package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    private static List<Slot.Reading> english(String text) {
        return EnglishNumbers.read(Words.of(text), 0);
    }

    @Test
    void english_words_are_read_back_as_the_number_they_say() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            long number = i <= 1100 ? i : random.nextLong(1_000_000_000_000L);
            Slot.Reading whole = english(EnglishNumbers.words(number)).getFirst();
            assertThat(whole.value()).as(EnglishNumbers.words(number)).isEqualTo(number);
        }
    }

    @Test
    void chinese_numerals_are_read_back_as_the_number_they_say() {
        Random random = new Random(2);
        for (int i = 0; i < 3000; i++) {
            long number = i <= 2100 ? i : random.nextLong(1_000_000_000_000L);
            assertThat(ChineseNumbers.parse(ChineseNumbers.words(number)))
                    .as(ChineseNumbers.words(number))
                    .hasValue(number);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "五十, 50",
        "一百, 100",
        "二十五, 25",
        "两百五, 250",
        "一百零五, 105",
        "一万五, 15000",
        "三千零二十, 3020",
        "十, 10",
        "一百一十, 110",
        "两亿三千万, 230000000",
        "〇, 0",
    })
    void chinese_numbers_are_parsed_as_people_say_them(String numerals, long number) {
        assertThat(ChineseNumbers.parse(numerals)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "百", "五五", "十百", "万", "一二三", "五十百"})
    void what_makes_no_number_is_refused(String numerals) {
        assertThat(ChineseNumbers.parse(numerals)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a hundred, 100",
        "one hundred and five, 105",
        "two thousand and six, 2006",
        "twenty-five, 25",
        "three hundred thousand, 300000",
        "a million, 1000000",
    })
    void english_numbers_are_read_as_people_say_them(String words, long number) {
        assertThat(english(words).getFirst().value()).isEqualTo(number);
        assertThat(english(words).getFirst().end()).isEqualTo(Words.of(words).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "and", "hundred", "thousand", "a five", "percent"})
    void words_that_begin_no_number_have_no_reading(String words) {
        assertThat(english(words)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"five twenty, 5", "twenty eleven, 20", "zero five, 0", "thirteen four, 13", "one hundred hundred, 100"})
    void a_number_ends_where_the_next_word_does_not_continue_it(String words, long number) {
        assertThat(english(words).getFirst().value()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "1, first",
        "2, second",
        "3, third",
        "5, fifth",
        "8, eighth",
        "9, ninth",
        "12, twelfth",
        "20, twentieth",
        "21, twenty first",
        "30, thirtieth",
        "31, thirty first",
        "14, fourteenth"
    })
    void ordinals_name_the_days_of_a_month(int day, String ordinal) {
        assertThat(EnglishNumbers.ordinal(day)).isEqualTo(ordinal);
    }

    @ParameterizedTest
    @CsvSource({
        "2026, twenty twenty six",
        "2000, two thousand",
        "2009, two thousand nine",
        "1999, nineteen ninety nine",
        "1900, nineteen hundred",
        "1905, nineteen oh five",
        "2100, twenty one hundred"
    })
    void years_are_said_in_pairs(int year, String words) {
        assertThat(EnglishNumbers.year(year)).isEqualTo(words);
    }
}
