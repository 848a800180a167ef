package dev.mynah.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.tool.ToolResult;
import dev.mynah.tool.ToolSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Switches things of the device on and off by whatever tool it offers for that: one named such as
 * {@code self.light.turn_on}, or one that takes a single boolean.
 */
final class SwitchSkill implements Skill {
    private static final Set<String> ON = Set.of("on", "open", "enable");
    private static final Set<String> OFF = Set.of("off", "close", "disable");

    @Override
    public String topic(Language language) {
        return language.pick("switch a light or another part of the device", "开关灯和其他部件");
    }

    @Override
    public List<Intent> intents() {
        return List.of(
                Intent.of("switch_on", question -> turn(question, true))
                        .command("(turn|switch) on the <thing:thing>", "(turn|switch) the <thing:thing> on")
                        .written("(turn|switch) on [my] <thing:thing>", "<thing:thing> on")
                        .chinese("(打开|开启|开|启动)<thing:thing>", "把<thing:thing>(打开|开启|开)[了]"),
                Intent.of("switch_off", question -> turn(question, false))
                        .command("(turn|switch) off the <thing:thing>", "(turn|switch) the <thing:thing> off")
                        .written("(turn|switch) off [my] <thing:thing>", "<thing:thing> off")
                        .chinese("(关闭|关掉|关上|关)<thing:thing>", "把<thing:thing>(关闭|关掉|关上|关)[了]"));
    }

    /** A tool and the arguments that make it switch. */
    private record Switch(ToolSpec tool, ObjectNode arguments) {}

    private static Answer turn(Question question, boolean on) throws InterruptedException {
        Thing thing = question.captures().value("thing", Thing.class);
        String name = thing.name(question.language());
        Optional<Switch> found = find(question.request().tools().tools(), thing, on);
        if (found.isEmpty()) {
            return Answer.sorry(question.say(
                    "This device offers no way to switch the " + name + (on ? " on." : " off."),
                    "这个设备不能" + (on ? "打开" : "关闭") + name + "。"));
        }
        ToolResult result =
                question.device().call(found.get().tool().name(), found.get().arguments());
        return result.failed()
                ? DeviceTools.failure(question, result)
                : Answer.happy(question.say(
                        "The " + name + " is " + (on ? "on" : "off") + " now.",
                        name + "已经" + (on ? "打开" : "关闭") + "了。"));
    }

    private static Optional<Switch> find(List<ToolSpec> tools, Thing thing, boolean on) {
        return Stream.of(
                        tools.stream().filter(tool -> isNamed(tool, thing)),
                        tools.stream().filter(tool -> isDescribed(tool, thing)))
                .flatMap(some -> some)
                .flatMap(tool -> asSwitch(tool, on).stream())
                .findFirst();
    }

    private static Optional<Switch> asSwitch(ToolSpec tool, boolean on) {
        JsonNode properties = tool.inputSchema().path("properties");
        ObjectNode arguments = DeviceTools.arguments();
        boolean oneBoolean = properties.size() == 1
                && properties.iterator().next().path("type").asText().equals("boolean");
        if (oneBoolean) {
            arguments.put(properties.fieldNames().next(), on);
            return Optional.of(new Switch(tool, arguments));
        }
        boolean says = nameWords(tool).stream().anyMatch((on ? ON : OFF)::contains);
        return says && properties.isEmpty() ? Optional.of(new Switch(tool, arguments)) : Optional.empty();
    }

    private static boolean isNamed(ToolSpec tool, Thing thing) {
        List<String> words = Arrays.asList(thing.english().split(" "));
        return nameWords(tool).containsAll(words) || nameWords(tool).containsAll(singular(words));
    }

    private static boolean isDescribed(ToolSpec tool, Thing thing) {
        List<String> described = Words.of(tool.description());
        return described.containsAll(Words.of(thing.english()))
                || described.containsAll(singular(Words.of(thing.english())))
                || tool.description().contains(thing.chinese());
    }

    private static List<String> singular(List<String> words) {
        return words.stream()
                .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .toList();
    }

    private static List<String> nameWords(ToolSpec tool) {
        return Arrays.asList(tool.name().toLowerCase(Locale.ROOT).split("[._\\-]"));
    }
}
