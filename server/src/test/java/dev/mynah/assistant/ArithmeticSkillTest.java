package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticSkillTest {
    private final Talk talk = new Talk();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what is seven plus eight|Seven plus eight is fifteen.",
                "What's 24 - 9?|Twenty four minus nine is fifteen.",
                "how much is six times twelve|Six times twelve is seventy two.",
                "calculate one hundred divided by eight|One hundred divided by eight is twelve point five.",
                "3 + 5|Three plus five is eight.",
                "what is ten divided by four|Ten divided by four is two point five.",
                "what is ten divided by three|Ten divided by three is three, remainder one.",
                "what is three minus five|Three minus five is minus two.",
                "what is 0.1 plus 0.2|Zero point one plus zero point two is zero point three.",
                "what is three point five times two|Three point five times two is seven.",
                "what is 1,000 * 1,000|One thousand times one thousand is one million.",
                "what is 2.5 divided by 0.7|Two point five divided by zero point seven is about three point five seven one four two nine.",
                "what is five divided by zero|Nothing can be divided by zero.",
                "三加五等于几|三加五等于八。",
                "三加五等于几？|三加五等于八。",
                "二十五减三十是多少|二十五减三十等于负五。",
                "十乘以十二|十乘以十二等于一百二十。",
                "一百除以三等于多少|一百除以三等于三十三，余一。",
                "3.5乘2等于多少|三点五乘以二等于七。",
                "三点五加零点五等于几|三点五加零点五等于四。",
                "五除以零|零不能做除数。",
            })
    void arithmetic_is_exact_in_words(String text, String answer) throws InterruptedException {
        assertThat(talk.ask(text)).isEqualTo(answer);
    }

    @Test
    void random_tasks_in_digits_come_out_as_java_counts() throws InterruptedException {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            long a = random.nextInt(1_000_000_000);
            long b = random.nextInt(1_000_000_000);
            assertThat(talk.ask(a + " times " + b)).endsWith(" is " + EnglishNumbers.words(a * b) + ".");
            assertThat(talk.ask(a + "减" + b)).endsWith("等于" + ChineseNumbers.words(a - b) + "。");
        }
    }

    @Test
    void numbers_too_large_to_say_are_not_understood() throws InterruptedException {
        assertThat(talk.ask("what is 12345678901 plus 1")).startsWith("I heard");
    }

    @Test
    void decimals_are_said_digit_by_digit() {
        assertThat(Decimals.words(new BigDecimal("-20.05"), Language.ENGLISH))
                .isEqualTo("minus twenty point zero five");
        assertThat(Decimals.words(new BigDecimal("-20.05"), Language.CHINESE)).isEqualTo("负二十点零五");
        assertThat(Decimals.words(new BigDecimal("1E+3"), Language.ENGLISH)).isEqualTo("one thousand");
    }
}
