package dev.mynah.voice.tts.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PartsTest {
    @Test
    void a_short_text_stays_whole_and_no_text_is_no_part() {
        assertThat(Parts.of(" Hello. ", 10)).containsExactly("Hello.");
        assertThat(Parts.of("  ", 10)).isEmpty();
    }

    @Test
    void a_text_is_cut_after_a_sentence_else_at_a_pause_else_anywhere() {
        assertThat(Parts.of("One. Two. Three.", 10)).containsExactly("One. Two.", "Three.");
        assertThat(Parts.of("one two three four", 10)).containsExactly("one two", "three four");
        assertThat(Parts.of("abcdefghijkl", 5)).containsExactly("abcde", "fghij", "kl");
        assertThat(Parts.of("你好。再见。", 4)).containsExactly("你好。", "再见。");
    }

    @Test
    void a_character_of_two_units_is_not_cut_in_half() {
        assertThat(Parts.of("😀😀😀", 3)).containsExactly("😀", "😀", "😀");
    }
}
