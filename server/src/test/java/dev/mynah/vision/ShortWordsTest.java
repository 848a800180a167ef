package dev.mynah.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ShortWordsTest {
    @Test
    void what_fits_stays_as_it_is() {
        assertThat(ShortWords.of(" It is 3.5 m away. \n")).isEqualTo("It is 3.5 m away.");
    }

    @Test
    void what_is_too_long_ends_with_a_sentence() {
        assertThat(ShortWords.of("One two three. ".repeat(1000))).endsWith("One two three.");
        assertThat(ShortWords.of("一二三四五。".repeat(1000))).endsWith("五。").hasSizeGreaterThan(900);
        assertThat(ShortWords.of("Pi is 3.14 and ".repeat(1000)))
                .doesNotEndWith("3.")
                .endsWith("and");
    }

    @Test
    void without_sentences_it_ends_with_a_word_and_without_words_with_a_character() {
        assertThat(ShortWords.of("word ".repeat(1000))).endsWith("word");
        assertThat(ShortWords.of("😀".repeat(1000))).endsWith("😀").hasSize(ShortWords.LONGEST / 4 * 2);
    }

    @Test
    void half_characters_and_controls_are_left_out() {
        assertThat(ShortWords.of("a\ud83db\udc00c\u0007d\u0000")).isEqualTo("abc d");
    }

    @Property(tries = 300)
    void it_is_always_short_and_always_text(@ForAll @StringLength(max = 5000) String words) {
        String cut = ShortWords.of(words);

        byte[] bytes = cut.getBytes(StandardCharsets.UTF_8);
        assertThat(bytes.length).isLessThanOrEqualTo(ShortWords.LONGEST);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(cut);
    }
}
