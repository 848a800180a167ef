package dev.mynah.assistant;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the page on what the offline assistant understands, from the skills themselves. */
final class SkillPage {
    private static final String HEAD = """
            # The offline assistant

            Written by the build from the skills in `dev.mynah.assistant`; change those, not this page.

            Without a provider the server answers by itself. It does so from a list of skills, each with the sentences it
            understands. That one list is the source of the grammar the local recogniser listens with, of what is
            understood in a text from any recogniser, and of the answers. It asks the device before it says that something
            has been done, and says so when something did not work or is not offered.

            The columns: *heard* is in the grammar of the local recogniser, which knows American English only; *also
            understood* and *Chinese* need a text, from a provider's recogniser or the dashboard. One wording of several is
            shown where words may be exchanged; "please", "hey", "can you" and the like may stand around them. ‹number›
            is spoken from zero to one hundred, and in texts any whole number; digits and words mean the same. A
            ‹thing› may have any name in a text.
            """;

    private SkillPage() {}

    static String markdown() {
        return HEAD
                + Skills.all().stream().map(SkillPage::section).collect(Collectors.joining("\n", "\n", "\n"))
                + values();
    }

    private static String values() {
        return "## Values\n\n| | words |\n|---|---|\n"
                + Slots.all().stream()
                        .filter(slot -> List.of("theme", "operator", "thing").contains(slot.name()))
                        .map(slot -> "| ‹" + slot.name() + "› | "
                                + Stream.concat(slot.spoken().stream(), slot.written().stream())
                                        .flatMap(form -> options(form.pattern()))
                                        .collect(Collectors.joining(", "))
                                + " |\n")
                        .collect(Collectors.joining());
    }

    private static Stream<String> options(Pattern pattern) {
        return pattern instanceof Pattern.Choice(List<Pattern> options)
                ? options.stream().map(SkillPage::wording)
                : Stream.of(wording(pattern));
    }

    private static String section(Skill skill) {
        String rows = skill.intents().stream().map(SkillPage::row).collect(Collectors.joining());
        return "## To " + skill.topic(Language.ENGLISH) + " (" + skill.topic(Language.CHINESE) + ")\n\n"
                + "| | heard | also understood | Chinese |\n|---|---|---|---|\n" + rows;
    }

    private static String row(Intent intent) {
        List<String> heard = sentences(intent.spoken());
        List<String> written = sentences(intent.written());
        List<String> chinese = written.stream().filter(SkillPage::isHan).toList();
        List<String> also = written.stream()
                .filter(text -> !isHan(text) && !heard.contains(text))
                .toList();
        return "| " + intent.name().replace('_', ' ') + " | " + cell(heard) + " | " + cell(also) + " | " + cell(chinese)
                + " |\n";
    }

    private static String cell(List<String> sentences) {
        return String.join("<br>", sentences);
    }

    private static boolean isHan(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    private static List<String> sentences(List<Pattern> framed) {
        return framed.stream().flatMap(SkillPage::unframed).distinct().toList();
    }

    /** The sentences in their frame of polite words, which are the only part of it that cannot be left out. */
    private static Stream<String> unframed(Pattern frame) {
        Pattern core = ((Pattern.Sequence) frame)
                .parts().stream()
                        .filter(part -> !(part instanceof Pattern.Maybe))
                        .findFirst()
                        .orElseThrow();
        return options(core);
    }

    /** One wording of a pattern: the first of its options, nothing that may be left out. */
    static String wording(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Word(String text) -> text;
            case Pattern.Sequence(List<Pattern> parts) ->
                parts.stream()
                        .map(SkillPage::wording)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" "))
                        .replaceAll("(?<=[\\p{IsHan}›]) (?=\\p{IsHan})|(?<=\\p{IsHan}) (?=‹)", "");
            case Pattern.Choice(List<Pattern> options) -> wording(options.getFirst());
            case Pattern.Maybe maybe -> "";
            case Pattern.Fill(String name, Slot slot) -> "‹" + shown(slot.name()) + "›";
        };
    }

    private static String shown(String slot) {
        return switch (slot) {
            case "level", "operand", "number" -> "number";
            case "duration", "span" -> "length of time";
            default -> slot;
        };
    }
}
