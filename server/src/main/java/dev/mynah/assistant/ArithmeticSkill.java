package dev.mynah.assistant;

import dev.mynah.protocol.Emotion;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** Adds, subtracts, multiplies and divides, exactly. */
final class ArithmeticSkill implements Skill {
    /** More decimals than these nobody wants to hear. */
    private static final int MOST_DECIMALS = 6;

    @Override
    public String topic(Language language) {
        return language.pick("do arithmetic", "算术");
    }

    @Override
    public List<Intent> intents() {
        return List.of(Intent.of("arithmetic", ArithmeticSkill::calculate)
                .question("(what is|what's|how much is|calculate) <left:operand> <operation:operator> <right:operand>")
                .written("<left:operand> <operation:operator> <right:operand>")
                .chinese(
                        "<left:operand><operation:operator><right:operand>[等于|是](几|多少)",
                        "(计算|算|算一下|算算)<left:operand><operation:operator><right:operand>[等于|是][几|多少]"));
    }

    private static Answer calculate(Question question) {
        BigDecimal left = question.captures().value("left", BigDecimal.class);
        BigDecimal right = question.captures().value("right", BigDecimal.class);
        Operator operator = question.captures().value("operation", Operator.class);
        if (operator == Operator.DIVIDED_BY && right.signum() == 0) {
            return new Answer(question.say("Nothing can be divided by zero.", "零不能做除数。"), Emotion.CONFUSED);
        }
        Language language = question.language();
        String task = Decimals.words(left, language)
                + question.say(" ", "")
                + operator.words(language)
                + question.say(" ", "")
                + Decimals.words(right, language);
        String result = result(left, operator, right, language);
        String text = task + question.say(" is ", "等于") + result + question.say(".", "。");
        return new Answer(Character.toUpperCase(text.charAt(0)) + text.substring(1), Emotion.CONFIDENT);
    }

    private static String result(BigDecimal left, Operator operator, BigDecimal right, Language language) {
        return switch (operator) {
            case PLUS -> Decimals.words(left.add(right), language);
            case MINUS -> Decimals.words(left.subtract(right), language);
            case TIMES -> Decimals.words(left.multiply(right), language);
            case DIVIDED_BY -> quotient(left, right, language);
        };
    }

    /** The quotient; where it has too many decimals, with the remainder of whole numbers, else said to be rounded. */
    private static String quotient(BigDecimal left, BigDecimal right, Language language) {
        BigDecimal rounded = left.divide(right, MOST_DECIMALS, RoundingMode.HALF_EVEN);
        if (rounded.multiply(right).compareTo(left) == 0) {
            return Decimals.words(rounded, language);
        }
        boolean whole = left.stripTrailingZeros().scale() <= 0
                && right.stripTrailingZeros().scale() <= 0;
        if (whole && left.signum() >= 0 && right.signum() > 0) {
            BigInteger[] parts = left.toBigIntegerExact().divideAndRemainder(right.toBigIntegerExact());
            return Decimals.words(new BigDecimal(parts[0]), language)
                    + language.pick(", remainder ", "，余")
                    + Decimals.words(new BigDecimal(parts[1]), language);
        }
        return language.pick("about ", "大约") + Decimals.words(rounded, language);
    }
}
