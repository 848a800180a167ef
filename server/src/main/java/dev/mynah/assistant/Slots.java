package dev.mynah.assistant;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The kinds of values our patterns may take, by name. */
final class Slots {
    private static final Map<String, Slot> BY_NAME = new LinkedHashMap<>();

    /** Spoken numbers are those of percentages: a grammar with more takes longer and mishears more. */
    private static final long LARGEST = 999_999_999;

    static {
        add(enumeration("unit", EnglishNumbers.UNITS.subList(1, 10), 1, 1));
        add(enumeration("teen", EnglishNumbers.TEENS, 10, 1));
        add(enumeration("tens", EnglishNumbers.TENS, 20, 10));
        add(Slot.of(
                        "number",
                        form("zero", 0),
                        form("<n:unit>", c -> c.number("n")),
                        form("<n:teen>", c -> c.number("n")),
                        form("<t:tens>", c -> c.number("t")),
                        form("<t:tens> <n:unit>", c -> c.number("t") + c.number("n")),
                        form("(a|one) hundred", 100))
                .andRead(Slots::wholeNumbers));
        add(Slot.of("level", form("<n:number> [percent]", c -> c.number("n")), form("maximum", 100), form("minimum", 0))
                .andWritten(
                        form("[百分之]<n:number>[percent]", c -> c.number("n")),
                        form("max|full|最大|最高|最亮", 100),
                        form("min|最小|最低|最暗", 0),
                        form("half|一半", 50)));
        add(Slot.of("operand", form("<n:number>", c -> BigDecimal.valueOf(c.number("n"))))
                .andRead(Decimals::read));
        addDurations();
        addChoices();
    }

    private Slots() {}

    private static void addDurations() {
        add(Slot.of(
                "timeunit",
                form("second|seconds", Duration.ofSeconds(1)),
                form("minute|minutes", Duration.ofMinutes(1)),
                form("hour|hours", Duration.ofHours(1))));
        add(Slot.of("span", form("<n:number> <u:timeunit>", c -> c.value("u", Duration.class)
                .multipliedBy(c.number("n")))));
        add(Slot.of(
                        "duration",
                        form("<s:span>", c -> c.value("s", Duration.class)),
                        form("a minute", Duration.ofMinutes(1)),
                        form("an hour", Duration.ofHours(1)),
                        form("half an hour", Duration.ofMinutes(30)))
                .andWritten(
                        form("<n:number> (s|sec|secs|秒|秒钟)", c -> Duration.ofSeconds(c.number("n"))),
                        form("<n:number> (min|mins|分|分钟)", c -> Duration.ofMinutes(c.number("n"))),
                        form("<n:number> (h|小时|个小时|个钟头)", c -> Duration.ofHours(c.number("n"))),
                        form("<n:number>个半(小时|钟头)", c -> Duration.ofMinutes(60L * c.number("n") + 30)),
                        form("<n:number>分半[钟]", c -> Duration.ofSeconds(60L * c.number("n") + 30)),
                        form("half hour|半[个](小时|钟头)", Duration.ofMinutes(30)),
                        form("半分钟", Duration.ofSeconds(30)),
                        form("一刻钟", Duration.ofMinutes(15)),
                        form("an hour and a half", Duration.ofMinutes(90)),
                        form("<n:number> and a half minutes", c -> Duration.ofSeconds(60L * c.number("n") + 30)),
                        form("<n:number> and a half hours", c -> Duration.ofMinutes(60L * c.number("n") + 30)),
                        form(
                                "<n:number> (minute|minutes|分|分钟) [and] <s:number> (second|seconds|秒|秒钟)",
                                c -> Duration.ofMinutes(c.number("n")).plusSeconds(c.number("s"))),
                        form(
                                "<n:number> (hour|hours|小时|个小时) [and] <m:number> (minute|minutes|分|分钟)",
                                c -> Duration.ofHours(c.number("n")).plusMinutes(c.number("m")))));
    }

    private static void addChoices() {
        add(Slot.of("theme", form("light|white|bright", "light"), form("dark|black", "dark"))
                .andWritten(form("浅色|亮色|白色|白天|明亮", "light"), form("深色|暗色|黑色|夜间|黑暗", "dark")));
        add(Slot.of(
                        "operator",
                        form("plus", Operator.PLUS),
                        form("minus", Operator.MINUS),
                        form("times|multiplied by", Operator.TIMES),
                        form("divided by", Operator.DIVIDED_BY))
                .andWritten(
                        form("加|加上", Operator.PLUS),
                        form("减|减去", Operator.MINUS),
                        form("x|乘|乘以|乘上", Operator.TIMES),
                        form("over|除以", Operator.DIVIDED_BY)));
        add(Thing.slot());
    }

    static Pattern pattern(String notation) {
        return PatternReader.read(notation, BY_NAME);
    }

    /** All kinds, those a kind refers to before itself. */
    static List<Slot> all() {
        return List.copyOf(BY_NAME.values());
    }

    private static void add(Slot slot) {
        BY_NAME.put(slot.name(), slot);
    }

    static Slot.Form form(String notation, Object value) {
        return new Slot.Form(PatternReader.read(notation, BY_NAME), captures -> value);
    }

    private static Slot.Form form(String notation, Function<Captures, Object> meaning) {
        return new Slot.Form(PatternReader.read(notation, BY_NAME), meaning);
    }

    private static Slot enumeration(String name, List<String> words, int first, int step) {
        Slot.Form[] forms = new Slot.Form[words.size()];
        for (int i = 0; i < forms.length; i++) {
            forms[i] = form(words.get(i), (Object) (first + i * step));
        }
        return Slot.of(name, forms);
    }

    /** Whole numbers in digits, English or Chinese words. */
    private static List<Slot.Reading> wholeNumbers(List<String> words, int from) {
        List<Slot.Reading> readings = new ArrayList<>(EnglishNumbers.read(words, from));
        readings.addAll(ChineseNumbers.read(words, from));
        if (from < words.size() && words.get(from).matches("\\d{1,9}")) {
            readings.add(new Slot.Reading(Long.valueOf(words.get(from)), from + 1));
        }
        return readings.stream()
                .filter(reading -> (long) reading.value() <= LARGEST)
                .map(reading -> new Slot.Reading(Math.toIntExact((long) reading.value()), reading.end()))
                .toList();
    }
}
