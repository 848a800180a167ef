package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The sentences with which recognisers are measured: what people say to the assistant, and what they say otherwise. */
class SpeechListsTest {
    private final List<Intent> intents =
            Skills.all().stream().flatMap(skill -> skill.intents().stream()).toList();

    private static List<String> lines(String name) throws IOException {
        try (InputStream list =
                Objects.requireNonNull(SpeechListsTest.class.getResourceAsStream("/speech/" + name + ".txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private boolean isInGrammar(String sentence) {
        return intents.stream()
                .flatMap(intent -> intent.spoken().stream())
                .anyMatch(pattern -> Matching.whole(pattern, Words.of(sentence)).isPresent());
    }

    @Test
    void forty_commands_are_all_in_the_grammar() throws IOException {
        assertThat(lines("commands")).hasSize(40).doesNotHaveDuplicates().allMatch(this::isInGrammar);
    }

    @Test
    void forty_foreign_sentences_are_neither_in_the_grammar_nor_understood() throws IOException {
        OfflineAssistant assistant = new OfflineAssistant(InstantSource.system());
        assertThat(lines("foreign"))
                .hasSize(40)
                .doesNotHaveDuplicates()
                .noneMatch(this::isInGrammar)
                .allMatch(sentence -> assistant.understand(sentence).isEmpty());
    }

    @Test
    void the_commands_cover_most_of_what_the_grammar_knows() throws IOException {
        List<String> commands = lines("commands");
        Set<String> covered = intents.stream()
                .filter(intent -> commands.stream().anyMatch(command -> intent.spoken().stream()
                        .anyMatch(pattern ->
                                Matching.whole(pattern, Words.of(command)).isPresent())))
                .map(Intent::name)
                .collect(Collectors.toSet());
        assertThat(covered).hasSizeGreaterThanOrEqualTo(26);
    }
}
