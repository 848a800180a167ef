package dev.mynah.voice.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.Emotion;
import dev.mynah.voice.llm.ReplySink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpokenTextTest {
    private final List<String> said = new ArrayList<>();
    private final SpokenText spoken = new SpokenText(new ReplySink() {
        @Override
        public void text(String piece) {
            said.add(piece);
        }

        @Override
        public void emotion(Emotion emotion) {
            throw new AssertionError();
        }
    });

    private String after(String... pieces) throws InterruptedException {
        for (String piece : pieces) {
            spoken.accept(piece);
        }
        spoken.end();
        return String.join("", said);
    }

    @Test
    void a_thought_is_left_out_however_it_is_cut() throws Exception {
        String whole = "A <think>no<</think> B <think></think>C<";
        for (int cut = 0; cut <= whole.length(); cut++) {
            said.clear();
            SpokenTextTest fresh = new SpokenTextTest();
            assertThat(fresh.after(whole.substring(0, cut), whole.substring(cut)))
                    .isEqualTo("A  B C<");
        }
    }

    @Test
    void a_thought_that_never_ends_is_left_out() throws Exception {
        assertThat(after("Yes. <think>but", " what if")).isEqualTo("Yes. ");
    }

    @Test
    void pieces_without_a_tag_are_handed_on_at_once() throws Exception {
        spoken.accept("Hello");
        assertThat(said).containsExactly("Hello");
        assertThat(spoken.handed()).isTrue();
    }

    @Test
    void white_space_before_the_first_word_is_left_out() throws Exception {
        assertThat(after("\n", " \n", "Hi", " there")).isEqualTo("Hi there");
    }

    @Test
    void two_messages_are_told_apart() throws Exception {
        spoken.accept("One moment.");
        assertThat(spoken.end()).isEqualTo("One moment.");
        assertThat(spoken.handedInThisMessage()).isFalse();
        assertThat(after("It is five.")).isEqualTo("One moment. It is five.");
    }
}
