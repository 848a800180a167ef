package dev.mynah.assistant;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something a person may want, the sentences that say so, and the answer. Immutable.
 *
 * @param name unique among all skills: lower-case words joined by {@code _}; names its rule in the grammar
 * @param spoken English sentences the recogniser listens for
 * @param written sentences understood in texts only: Chinese, which the local recogniser does not know, and wordings too
 *     short to be told from noise
 */
record Intent(String name, List<Pattern> spoken, List<Pattern> written, Action action) {
    /** Answers. */
    @FunctionalInterface
    interface Action {
        Answer answer(Question question) throws InterruptedException;
    }

    /** What may stand around a command in the grammar: little, for each word more costs time and mistakes. */
    private static final String ENGLISH_COMMAND = "[please|can you|could you] (%s) [please]";

    private static final String ENGLISH_WRITTEN =
            "[hey|hi|hello] [please|can you [please]|could you [please]|would you [please]|i want you to] (%s) [now] [please|thanks|for me]";
    private static final String ENGLISH_QUESTION = "(%s) [please]";
    private static final String CHINESE = "[请|请问|你好|请你|麻烦|麻烦你|帮我|请帮我|给我|你能|你可以|能不能|可以] (%s) [吧|吗|啊|呀|呢|好吗|谢谢|一下]";

    static Intent of(String name, Action action) {
        return new Intent(name, List.of(), List.of(), action);
    }

    /** Adds English sentences that ask for something to be done; politeness may stand around them. */
    Intent command(String... sentences) {
        return spoken(ENGLISH_COMMAND, sentences);
    }

    /** Adds English sentences that ask or tell something. */
    Intent question(String... sentences) {
        return spoken(ENGLISH_QUESTION, sentences);
    }

    /** Adds English sentences that the recogniser is not to listen for. */
    Intent written(String... sentences) {
        return new Intent(name, spoken, joined(written, ENGLISH_WRITTEN, sentences), action);
    }

    Intent chinese(String... sentences) {
        return new Intent(name, spoken, joined(written, CHINESE, sentences), action);
    }

    private Intent spoken(String frame, String... sentences) {
        return new Intent(name, joined(spoken, frame, sentences), written, action).written(sentences);
    }

    private static List<Pattern> joined(List<Pattern> before, String frame, String... sentences) {
        Pattern more = Slots.pattern(frame.formatted(String.join("|", sentences)));
        return Stream.concat(before.stream(), Stream.of(more)).toList();
    }

    Stream<Pattern> patterns() {
        return Stream.concat(spoken.stream(), written.stream());
    }
}
