package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.Emotion;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class OfflineAssistantTest {
    private final Talk talk = new Talk();

    @Test
    void what_is_not_understood_is_said_back_honestly() throws InterruptedException {
        assertThat(talk.ask("who wrote war and peace"))
                .isEqualTo("I heard: who wrote war and peace. But offline I only know a few things. "
                        + "Ask me: what can you do?");
        assertThat(talk.ask("红楼梦是谁写的")).isEqualTo("我听到的是“红楼梦是谁写的”。没有联网的时候，我只会几件事。可以问我：你会什么？");
        assertThat(talk.emotions).containsExactly(Emotion.CONFUSED, Emotion.CONFUSED);
    }

    @Test
    void a_long_text_is_neither_searched_nor_repeated_whole() throws InterruptedException {
        String answer = talk.ask("what time is it ".repeat(500));
        assertThat(answer).hasSizeLessThan(200).startsWith("I heard: what time is it");
    }

    @Test
    void nothing_heard_is_said_in_the_language_of_the_conversation() throws InterruptedException {
        assertThat(talk.ask(" ")).isEqualTo("I did not hear anything.");
        assertThat(talk.ask("?!", Locale.SIMPLIFIED_CHINESE)).startsWith("我");
    }

    @Test
    void the_grammar_has_a_header_and_a_rule_for_each_spoken_intent() {
        assertThat(new OfflineAssistant(() -> talk.now).jsgf())
                .startsWith("#JSGF V1.0;\n\ngrammar offline;\n")
                .contains("public <volume_set> = ")
                .contains("<number> = zero | <unit> | <teen> | <tens> | <tens> <unit> | (a | one) hundred;");
    }
}
