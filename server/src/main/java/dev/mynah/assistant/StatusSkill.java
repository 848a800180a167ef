package dev.mynah.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells how the device is: battery, network, and all it reports (firmware wire contract §6.5). */
final class StatusSkill implements Skill {
    private static final String BATTERY_LEVEL = "self.battery.get_level";

    @Override
    public String topic(Language language) {
        return language.pick("tell how the device is", "报告设备状态");
    }

    @Override
    public List<Intent> intents() {
        return List.of(
                Intent.of("battery", StatusSkill::battery)
                        .question(
                                "how much battery (is left|do you have)",
                                "(what is|what's) the battery level",
                                "how full is the battery")
                        .command("tell me the battery level")
                        .written("battery", "battery level")
                        .chinese("[现在|你][的][还有]电量[还]([是|有|剩][多少]|怎么样)", "[你]还(有|剩)多少电[量]"),
                Intent.of("network", StatusSkill::network)
                        .question(
                                "how is the network [connection]",
                                "how strong is the (signal|network)",
                                "(what is|what's) the network status")
                        .written("(wi fi|wifi|network) status", "how is the (wi fi|wifi)")
                        .chinese("(网络|信号|wifi|wi fi)[状态](怎么样|如何|好吗|强不强|状态)"),
                Intent.of("status", StatusSkill::all)
                        .question("(what is|what's) (the device|your) status", "how is the device [doing]")
                        .command("tell me the device status")
                        .written("device status", "status")
                        .chinese("[设备|你][现在][的]状态[是什么|怎么样|如何]"));
    }

    private static Answer battery(Question question) throws InterruptedException {
        return batteryOf(question, question.device().status())
                .map(text -> Answer.plain(sentence(question, text)))
                .orElseGet(
                        () -> Answer.sorry(question.say("The device did not tell me about a battery.", "设备没有告诉我电量。")));
    }

    private static Answer network(Question question) throws InterruptedException {
        return networkOf(question, question.device().status())
                .map(text -> Answer.plain(sentence(question, text)))
                .orElseGet(() ->
                        Answer.sorry(question.say("The device did not tell me about its network.", "设备没有告诉我网络状态。")));
    }

    private static Answer all(Question question) throws InterruptedException {
        JsonNode status = question.device().status();
        List<String> parts = Stream.of(
                        level(question, status, Dial.VOLUME),
                        level(question, status, Dial.BRIGHTNESS),
                        batteryOf(question, status),
                        networkOf(question, status))
                .flatMap(Optional::stream)
                .toList();
        return parts.isEmpty()
                ? Answer.sorry(question.say("The device did not tell me how it is.", "设备没有告诉我它的状态。"))
                : Answer.plain(sentence(question, String.join(question.say(", ", "，"), parts)));
    }

    private static String sentence(Question question, String text) {
        return question.say(Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".", text + "。");
    }

    private static Optional<String> level(Question question, JsonNode status, Dial dial) {
        JsonNode level = status.at(dial.status());
        return level.isNumber()
                ? Optional.of(question.say(
                        "the " + dial.english() + " is " + question.number(level.asInt()) + " percent",
                        dial.chinese() + "是百分之" + question.number(level.asInt())))
                : Optional.empty();
    }

    private static Optional<String> batteryOf(Question question, JsonNode status) throws InterruptedException {
        JsonNode level = status.at("/battery/level");
        if (!level.isNumber() && question.device().offers(BATTERY_LEVEL)) {
            level = DeviceTools.json(question.device().call(BATTERY_LEVEL, DeviceTools.arguments()));
        }
        if (!(level instanceof IntNode)) {
            return Optional.empty();
        }
        boolean charging = status.at("/battery/charging").asBoolean();
        String words = question.number(level.asInt());
        return Optional.of(question.say(
                "the battery is at " + words + " percent" + (charging ? " and charging" : ""),
                "电量是百分之" + words + (charging ? "，正在充电" : "")));
    }

    private static Optional<String> networkOf(Question question, JsonNode status) {
        JsonNode network = status.path("network");
        String name = Stream.of("ssid", "carrier")
                .map(key -> network.path(key).asText())
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(network.path("type").asText());
        if (name.isBlank()) {
            return Optional.empty();
        }
        String signal = network.path("signal").asText();
        String strength = signal.isBlank() ? "" : question.say(", the signal is " + signal, "，信号" + inChinese(signal));
        return Optional.of(question.say("the network is " + name, "网络是" + name) + strength);
    }

    private static String inChinese(String signal) {
        return switch (signal) {
            case "strong" -> "很强";
            case "medium" -> "一般";
            case "weak" -> "很弱";
            default -> signal;
        };
    }
}
