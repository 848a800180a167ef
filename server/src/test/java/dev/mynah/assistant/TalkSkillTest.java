package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.conversation.Message;
import dev.mynah.protocol.Emotion;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TalkSkillTest {
    private final FakeTools tools = new FakeTools().with(TalkSkill.END, "true");
    private final Talk talk = new Talk(tools);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello|Hello! How can I help?",
                "Good morning!|Hello! How can I help?",
                "how are you today|I am fine, thank you.",
                "thank you very much|You are welcome.",
                "who are you|I am Mynah, and I work without the internet.",
                "stop|Okay.",
                "never mind|Okay.",
                "你好|你好！有什么可以帮你？",
                "你好吗|我很好，谢谢。",
                "谢谢你|不客气。",
                "你叫什么名字|我叫八哥，不用联网也能工作。",
                "别说了|好的。",
            })
    void small_talk_has_its_answers(String text, String answer) throws InterruptedException {
        assertThat(talk.ask(text)).isEqualTo(answer);
        assertThat(talk.emotions).hasSize(1);
        assertThat(tools.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"good bye", "Goodbye!", "bye bye", "see you later", "再见", "拜拜", "晚安"})
    void parting_ends_the_conversation(String text) throws InterruptedException {
        assertThat(talk.ask(text)).isIn("Good bye.", "再见。");
        assertThat(tools.calls).containsExactly("conversation.end {}");
    }

    @Test
    void parting_works_where_conversations_cannot_be_ended() throws InterruptedException {
        FakeTools none = new FakeTools();
        assertThat(new Talk(none).ask("good bye")).isEqualTo("Good bye.");
        assertThat(none.calls).isEmpty();
    }

    @Test
    void the_last_answer_is_said_again() throws InterruptedException {
        assertThat(talk.ask("say that again")).isEqualTo("I have not said anything yet.");
        assertThat(talk.ask("再说一遍")).isEqualTo("我还没有说过话。");
        talk.heardBefore(
                new Message.User("one"),
                new Message.Assistant("First.", false),
                new Message.User("two"),
                new Message.Assistant("Second.", true),
                new Message.ToolUse("1", "x", "{}", "y"));
        assertThat(talk.ask("what did you say")).isEqualTo("Second.");
        assertThat(talk.ask("再说一遍")).isEqualTo("Second.");
    }

    @Test
    void jokes_change_with_the_time() throws InterruptedException {
        Set<String> jokes = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            talk.now = talk.now.plusSeconds(1);
            jokes.add(talk.ask("tell me a joke"));
            jokes.add(talk.ask("讲个笑话"));
        }
        assertThat(jokes).hasSize(6);
        assertThat(talk.emotions).containsOnly(Emotion.LAUGHING);
    }

    @Test
    void help_names_what_every_skill_does() throws InterruptedException {
        String english = talk.ask("what can you do");
        String chinese = talk.ask("你会什么");
        assertThat(Skills.all())
                .filteredOn(skill -> !(skill instanceof HelpSkill))
                .allSatisfy(skill -> {
                    assertThat(english).contains(skill.topic(Language.ENGLISH));
                    assertThat(chinese).contains(skill.topic(Language.CHINESE));
                });
        assertThat(english).startsWith("Offline I can tell the time and the date, set timers");
        assertThat(talk.ask("帮助")).isEqualTo(chinese);
    }
}
