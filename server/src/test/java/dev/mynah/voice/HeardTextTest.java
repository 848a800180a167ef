package dev.mynah.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HeardTextTest {
    private final HeardText heard = new HeardText();

    @Test
    void what_was_sent_but_not_played_was_not_heard() {
        say("Hello there.", 10, true);
        sent(10);
        assertThat(heard.heard(0)).isEqualTo("Hello there.");
        assertThat(heard.heard(5)).isEqualTo("Hello");
        assertThat(heard.heard(10)).isEmpty();
        assertThat(heard.heard(100)).isEmpty();
    }

    @Test
    void a_sentence_that_is_still_being_synthesised_is_heard_by_estimate() {
        say("One two three four five six seven.", 4, false);
        sent(4);
        assertThat(heard.heard(0)).isEqualTo("One");
    }

    @Test
    void what_is_not_played_is_taken_from_the_end_across_sentences() {
        say("First one.", 4, true);
        say("Second one.", 4, true);
        sent(8);
        assertThat(heard.heard(4)).isEqualTo("First one.");
        assertThat(heard.heard(6)).isEqualTo("First");
        assertThat(heard.all()).isEqualTo("First one. Second one.");
    }

    @Test
    void ideographs_are_cut_anywhere_and_joined_without_a_space() {
        say("今天天气很好。", 7, true);
        say("出去走走吧。", 6, true);
        sent(9);
        assertThat(heard.heard(0)).isEqualTo("今天天气很好。出去");
    }

    @Test
    void whatever_was_played_the_history_holds_a_beginning_of_it_in_whole_words() {
        Random random = new Random(11);
        String whole = "Alpha beta, gamma. Delta 3.5 epsilon! 你好吗？ Zeta-eta theta";
        for (int run = 0; run < 5_000; run++) {
            HeardText text = new HeardText();
            int frames = 1 + random.nextInt(60);
            text.begin(whole);
            for (int i = 0; i < frames; i++) {
                text.queued();
            }
            if (random.nextBoolean()) {
                text.endSentence();
            }
            int sent = random.nextInt(frames + 5);
            for (int i = 0; i < sent; i++) {
                text.sent();
            }
            String part = text.heard(random.nextInt(10));
            assertThat(whole).startsWith(part);
            String rest = whole.substring(part.length());
            boolean insideWord =
                    !part.isEmpty() && part.matches("(?s).*[A-Za-z0-9]") && rest.matches("(?s)[A-Za-z0-9].*");
            assertThat(insideWord).as("'%s'", part).isFalse();
        }
    }

    private void say(String text, int frames, boolean complete) {
        heard.begin(text);
        for (int i = 0; i < frames; i++) {
            heard.queued();
        }
        if (complete) {
            heard.endSentence();
        }
    }

    private void sent(int frames) {
        for (int i = 0; i < frames; i++) {
            heard.sent();
        }
    }
}
