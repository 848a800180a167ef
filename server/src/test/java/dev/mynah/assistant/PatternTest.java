package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTest {
    private static boolean fits(String notation, String text) {
        return Matching.whole(Slots.pattern(notation), Words.of(text)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b|a b|true",
                "a b|a|false",
                "a b|a b c|false",
                "a [b] c|a c|true",
                "a [b] c|a b c|true",
                "a [b] b|a b|true",
                "[a] [a] a|a a|true",
                "开[一]灯|开灯|true",
                "开[一]灯|开一灯|true",
                "开灯|开 灯|true",
                "开灯|关灯|false",
            })
    void words_fit_a_pattern_as_a_whole(String notation, String text, boolean fits) {
        assertThat(fits(notation, text)).isEqualTo(fits);
    }

    @Test
    void alternatives_exclude_each_other() {
        assertThat(fits("(a|b c) d", "a d")).isTrue();
        assertThat(fits("(a|b c) d", "b c d")).isTrue();
        assertThat(fits("(a|b c) d", "a c d")).isFalse();
        assertThat(fits("a|b", "b")).isTrue();
    }

    @Test
    void values_are_kept_under_their_names() {
        Captures captures = Matching.whole(
                        Slots.pattern("from <low:number> to <high:number>"), Words.of("from twenty to twenty five"))
                .orElseThrow();
        assertThat(captures.number("low")).isEqualTo(20);
        assertThat(captures.number("high")).isEqualTo(25);
        assertThat(captures.has("step")).isFalse();
        assertThatThrownBy(() -> captures.number("step")).hasMessageContaining("step");
    }

    @Test
    void a_shorter_reading_is_taken_when_the_longer_one_leads_nowhere() {
        Captures captures = Matching.whole(Slots.pattern("<a:number> <b:number>"), Words.of("twenty five"))
                .orElseThrow();
        assertThat(captures.number("a")).isEqualTo(20);
        assertThat(captures.number("b")).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(a", "a)", "[a", "a|", "()", "<a:nothing>", "<a>", "a > b", "?"})
    void a_mistake_in_the_notation_is_refused(String notation) {
        assertThatThrownBy(() -> Slots.pattern(notation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + notation + "\"");
    }

    @Test
    void the_grammar_form_says_the_same() {
        assertThat(Slots.pattern("set the (volume|sound) to <level:number> [percent]")
                        .jsgf())
                .isEqualTo("set the (volume | sound) to <number> [percent]");
    }

    @Test
    void a_slot_reads_what_its_forms_say_then_what_its_reader_adds() {
        Slot slot = Slot.of("size", new Slot.Form(new Pattern.Word("big"), captures -> 10))
                .andWritten(new Slot.Form(new Pattern.Word("大"), captures -> 10))
                .andRead((words, from) -> List.of(new Slot.Reading(1, from + 1)));
        Pattern pattern = PatternReader.read("<s:size> box", Map.of("size", slot));
        assertThat(slot.jsgf()).isEqualTo("big");
        assertThat(Matching.whole(pattern, List.of("big", "box")).orElseThrow().number("s"))
                .isEqualTo(10);
        assertThat(Matching.whole(pattern, List.of("大", "box")).orElseThrow().number("s"))
                .isEqualTo(10);
        assertThat(Matching.whole(pattern, List.of("tiny", "box")).orElseThrow().number("s"))
                .isEqualTo(1);
    }

    @Test
    void the_reader_of_a_slot_is_never_asked_beyond_the_last_word() {
        for (Slot slot : Slots.all()) {
            assertThat(slot.readings(List.of("set"), 1)).as(slot.name()).isEmpty();
        }
    }
}
