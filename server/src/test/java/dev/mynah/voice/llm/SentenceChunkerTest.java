package dev.mynah.voice.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.Emotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceChunkerTest {
    private static List<String> chunks(String text) {
        SentenceChunker chunker = new SentenceChunker();
        List<String> sentences = new ArrayList<>(chunker.add(text));
        sentences.addAll(chunker.finish());
        return sentences;
    }

    @Test
    void latin_sentences_are_cut_when_the_next_one_begins() {
        SentenceChunker chunker = new SentenceChunker();
        assertThat(chunker.add("Hello there. ")).isEmpty();
        assertThat(chunker.add("How")).containsExactly("Hello there.");
        assertThat(chunker.add(" are you? I")).containsExactly("How are you?");
        assertThat(chunker.finish()).containsExactly("I");
    }

    @Test
    void chinese_sentences_need_no_space_between_them() {
        assertThat(chunks("你好。今天天气不错！要出门吗？好；走吧…再见")).containsExactly("你好。", "今天天气不错！", "要出门吗？", "好；", "走吧…", "再见");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It costs $29.50 now.",
                "Pi is 3.14159 or so.",
                "Fruits, e.g. apples, are good.",
                "Ask Dr. Lee.",
                "The U.S. Army is here.",
                "J. R. R. Tolkien wrote.",
                "At 3 p.m. today.",
                "See No. 5 here.",
                "Look at www.example.com now.",
                "Well... maybe not.",
                "\"Really?\" he said.",
                "1. Open the door.",
            })
    void a_dot_inside_a_sentence_does_not_end_it(String text) {
        assertThat(chunks(text)).containsExactly(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'Well... That is it.'|Well...|That is it.",
                "'He said \"go!\" Then he left.'|He said \"go!\"|Then he left.",
                "'(Yes.) No.'|(Yes.)|No.",
                "他说：“走吧！”然后走了。|他说：“走吧！”|然后走了。",
                "'Really?! Yes.'|Really?!|Yes.",
                "OK.好的|OK.|好的",
                "'It works. 3 of them.'|It works.|3 of them.",
            })
    void closing_marks_stay_with_their_sentence(String text, String one, String two) {
        assertThat(chunks(text)).containsExactly(one, two);
    }

    @Test
    void a_new_line_ends_a_sentence() {
        assertThat(chunks("Title\nFirst line\r\n\n  second")).containsExactly("Title", "First line", "second");
    }

    @Test
    void the_first_chunk_may_end_at_a_comma_and_later_ones_may_not() {
        assertThat(chunks("When the sun rises in the east, birds begin to sing, and people wake up, slowly."))
                .containsExactly("When the sun rises in the east,", "birds begin to sing, and people wake up, slowly.");
        assertThat(chunks("从前有一座很高的山，山上有一座庙，庙里有人。")).containsExactly("从前有一座很高的山，", "山上有一座庙，庙里有人。");
        assertThat(chunks("好的，没问题。")).containsExactly("好的，没问题。");
        assertThat(chunks("Exactly one thousand is 1,000 here")).hasSize(1);
    }

    @Test
    void without_marks_the_first_chunk_is_limited_to_60_and_later_ones_to_200_characters() {
        List<String> english = chunks("word ".repeat(200));
        assertThat(english.getFirst().length()).isBetween(40, 60);
        assertThat(english.subList(1, english.size() - 1))
                .allSatisfy(chunk -> assertThat(chunk.length()).isBetween(150, 200));
        assertThat(String.join(" ", english)).isEqualTo("word ".repeat(200).strip());
        List<String> chinese = chunks("字".repeat(500));
        assertThat(chinese).extracting(String::length).containsExactly(60, 200, 200, 40);
        assertThat(chunks("!".repeat(1000) + "end"))
                .allSatisfy(chunk -> assertThat(chunk.length()).isLessThanOrEqualTo(220));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**Bold** and *thin* text|Bold and thin text",
                "## Heading|Heading",
                "- item one|item one",
                "* item two|item two",
                "'> quoted'|quoted",
                "Use `ls` now|Use ls now",
                "See [the docs](https://example.com/a_b).|See the docs.",
                "'![a cat](cat.png) sits'|a cat sits",
                "Wow![1] Nice|Wow![1] Nice",
                "2 * 3 and 2*3|2 * 3 and 2*3",
                "snake_case stays|snake_case stays",
                "a - b and x-y|a - b and x-y",
                "__strong__ ~~gone~~|strong gone",
                "C# and [open|C# and [open",
                "***|",
                "---|",
            })
    void markdown_is_not_spoken(String text, String spoken) {
        assertThat(String.join("", chunks(text))).isEqualTo(spoken == null ? "" : spoken);
    }

    @Test
    void code_between_fences_is_not_speech() {
        assertThat(chunks("Try this:\n```java\nint i = 0;\n```\nThat is all."))
                .containsExactly("Try this:", "That is all.");
    }

    @Test
    void a_leading_face_is_the_emotion_and_no_emoji_is_spoken() {
        SentenceChunker chunker = new SentenceChunker();
        assertThat(chunker.add("😂")).isEmpty();
        assertThat(chunker.emotion()).contains(Emotion.FUNNY);
        assertThat(chunker.add(" Ha! 😠 Fine ❤️.")).containsExactly("Ha!");
        assertThat(chunker.finish()).containsExactly("Fine .");
        assertThat(chunker.emotion()).contains(Emotion.FUNNY);
    }

    @Test
    void a_face_after_the_first_word_is_no_emotion() {
        SentenceChunker chunker = new SentenceChunker();
        chunker.add("Hello 😂");
        assertThat(chunker.emotion()).isEmpty();
    }

    @Test
    void every_emotion_has_a_face() {
        String faces = "😶🙂😆😂😔😠😭😍😳😲😱🤔😉😎😌🤤😘😏😴😜🙄";
        List<Emotion> seen = faces.codePoints()
                .mapToObj(face -> {
                    SentenceChunker chunker = new SentenceChunker();
                    chunker.add(Character.toString(face));
                    return chunker.emotion().orElseThrow();
                })
                .toList();
        assertThat(seen).containsExactly(Emotion.values());
    }

    @Test
    void sentences_do_not_depend_on_how_the_text_was_cut_into_pieces() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            String text = randomText(random);
            SentenceChunker chunker = new SentenceChunker();
            List<String> sentences = new ArrayList<>();
            for (int from = 0; from < text.length(); ) {
                int to = Math.min(text.length(), from + 1 + random.nextInt(6));
                sentences.addAll(chunker.add(text.substring(from, to)));
                from = to;
            }
            sentences.addAll(chunker.finish());
            assertThat(sentences).as(text).isEqualTo(chunks(text));
        }
    }

    @Test
    void no_letter_is_lost_doubled_or_moved() {
        Random random = new Random(8);
        for (int round = 0; round < 500; round++) {
            String text = randomText(random).replaceAll("[`\\[\\]]", "");
            assertThat(letters(String.join("", chunks(text)))).as(text).isEqualTo(letters(text));
        }
    }

    private static String letters(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Text from what makes a chunker stumble. */
    private static String randomText(Random random) {
        String[] parts = ("word§ § §. §.§! §?§，§。§…§...§\n§3.5§$2§Dr. §e.g. §你好§世界§”§\"§(§)§[§](§]§*§**§_§`§```§# §- "
                        + "§😂§❤️§𠮷§, §、§A§一个很长的句子没有标点§a rather longer phrase without any mark ")
                .split("§");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
