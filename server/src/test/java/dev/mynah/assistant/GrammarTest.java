package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrammarTest {
    private final OfflineAssistant assistant = new OfflineAssistant(InstantSource.system());
    private final JsgfSampler sampler = new JsgfSampler(assistant.jsgf(), new Random(42));

    @Test
    void every_sentence_of_the_grammar_is_understood_as_the_intent_it_was_written_for() {
        assertThat(sampler.sentenceRules()).isNotEmpty();
        for (String rule : sampler.sentenceRules()) {
            for (int i = 0; i < 200; i++) {
                JsgfSampler.Sample sample = sampler.sample(rule);
                assertThat(assistant.understand(sample.text()))
                        .as(sample.toString())
                        .hasValueSatisfying(
                                found -> assertThat(found.intent().name()).isEqualTo(rule));
            }
        }
    }

    @Test
    void the_values_in_a_sentence_of_the_grammar_are_understood_in_their_order() {
        for (String rule : sampler.sentenceRules()) {
            for (int i = 0; i < 100; i++) {
                JsgfSampler.Sample sample = sampler.sample(rule);
                List<Object> expected =
                        sample.values().stream().map(GrammarTest::meaning).toList();
                Captures captures =
                        assistant.understand(sample.text()).orElseThrow().captures();
                assertThat(captures.values().values())
                        .as(sample.toString())
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    /** What a value said in the grammar means, worked out without the patterns. */
    private static Object meaning(String value) {
        String kind = value.substring(0, value.indexOf('='));
        String text = value.substring(value.indexOf('=') + 1);
        return switch (kind) {
            case "number" -> number(text);
            case "level" ->
                switch (text) {
                    case "maximum" -> 100;
                    case "minimum" -> 0;
                    default -> number(text.replace(" percent", ""));
                };
            case "operand" -> BigDecimal.valueOf(number(text));
            case "duration", "span" -> duration(text);
            case "theme" -> text.equals("dark") || text.equals("black") ? "dark" : "light";
            case "operator" ->
                Operator.valueOf(text.toUpperCase(java.util.Locale.ROOT)
                        .replace("MULTIPLIED BY", "TIMES")
                        .replace(' ', '_'));
            case "thing" -> thing(text);
            default -> throw new IllegalArgumentException(value);
        };
    }

    private static int number(String text) {
        for (int n = 0; n <= 100; n++) {
            if (EnglishNumbers.words(n).equals(text.replace("a hundred", "one hundred"))) {
                return n;
            }
        }
        throw new IllegalArgumentException(text);
    }

    private static Duration duration(String text) {
        return switch (text) {
            case "a minute" -> Duration.ofMinutes(1);
            case "an hour" -> Duration.ofHours(1);
            case "half an hour" -> Duration.ofMinutes(30);
            default -> {
                int n = number(text.substring(0, text.lastIndexOf(' ')));
                yield text.contains("second")
                        ? Duration.ofSeconds(n)
                        : text.contains("minute") ? Duration.ofMinutes(n) : Duration.ofHours(n);
            }
        };
    }

    private static Thing thing(String text) {
        String one = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
        return Thing.slot().readings(List.of(one), 0).stream()
                .map(reading -> (Thing) reading.value())
                .filter(thing -> thing.english().equals(one))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_word_of_the_grammar_is_in_the_recognisers_dictionary() throws IOException {
        Set<String> known = dictionary();
        assertThat(known).hasSizeGreaterThan(100_000);
        assertThat(sampler.words()).isNotEmpty().allMatch(known::contains);
    }

    @Test
    void every_written_sentence_of_a_pattern_without_values_is_understood() {
        assertThat(assistant.understand("volume up").orElseThrow().intent().name())
                .isEqualTo("volume_up");
        assertThat(assistant.understand("flood the basement")).isEmpty();
    }

    @Test
    void the_grammar_stays_small_enough_to_recognise_quickly() {
        assertThat(assistant.jsgf().length()).isLessThan(12_000);
        assertThat(sampler.words()).hasSizeLessThan(250);
    }

    @Test
    void intents_have_names_of_their_own_that_jsgf_allows() {
        List<String> names = new ArrayList<>();
        Skills.all().forEach(skill -> skill.intents().forEach(intent -> names.add(intent.name())));
        Slots.all().forEach(slot -> names.add(slot.name()));
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z_]+"));
    }

    static Set<String> dictionary() throws IOException {
        Set<String> words = new HashSet<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        GrammarTest.class.getResourceAsStream("/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict")),
                StandardCharsets.UTF_8))) {
            reader.lines().forEach(line -> words.add(line.substring(0, line.indexOf(' '))));
        }
        return words;
    }
}
