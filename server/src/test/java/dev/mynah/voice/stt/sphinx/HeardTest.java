package dev.mynah.voice.stt.sphinx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeardTest {
    @Test
    void a_command_that_explains_its_sounds_is_believed_whatever_the_free_text() {
        assertThat(new Heard("good morning", "then our name", -0.4, -1.7, 40).text())
                .isEqualTo("good morning");
    }

    @Test
    void a_foreign_sentence_bent_into_a_command_stays_what_it_was() {
        assertThat(new Heard("turn off the lamps", "ten of clubs", -0.84, -2.42, 40).text())
                .isEqualTo("ten of clubs");
    }

    @Test
    void a_command_but_for_a_word_is_none_however_alike_it_looks() {
        assertThat(new Heard("what's five plus five", "five five", -0.45, -7.5, 40).text())
                .isEqualTo("five five");
        assertThat(new Heard("turn on the fan", "turn on the fun", 0.8, -4.1, 40).text())
                .isEqualTo("turn on the fun");
    }

    @Test
    void in_noise_a_command_is_believed_when_the_free_text_resembles_it() {
        assertThat(new Heard("turn on the fan", "turn on the fun", 0.5, -1, 15).text())
                .isEqualTo("turn on the fan");
        assertThat(new Heard("turn on the fan", "turn on the fun", -0.9, -3, 40).text())
                .isEqualTo("turn on the fan");
        assertThat(new Heard("turn on the fan", "turn on the fun", -1.1, -3, 40).text())
                .isEqualTo("turn on the fun");
        assertThat(new Heard("turn off the lights", "i'm not a move for months", 0.5, -1, 15).text())
                .isEqualTo("i'm not a move for months");
    }

    @Test
    void without_command_the_free_text_is_heard() {
        assertThat(new Heard("", "hello world", 0, 0, 40).text()).isEqualTo("hello world");
        assertThat(new Heard("", "hello world", 0, 0, 40).isEvident()).isFalse();
        assertThat(Heard.NOTHING.text()).isEmpty();
    }
}
