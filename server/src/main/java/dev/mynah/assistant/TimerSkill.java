package dev.mynah.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.Emotion;
import dev.mynah.tool.TimerTools;
import dev.mynah.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts timers, tells how long they still run, and cancels them. */
final class TimerSkill implements Skill {
    @Override
    public String topic(Language language) {
        return language.pick("set timers", "计时");
    }

    @Override
    public List<Intent> intents() {
        return List.of(start(), left(), cancel());
    }

    private static Intent start() {
        return Intent.of("timer_start", TimerSkill::start)
                .command(
                        "(set|start) a (timer for <length:duration>|<length:span> timer)",
                        "remind me in <length:duration>")
                .written(
                        "[set a|start a] timer [for|of] <length:duration>",
                        "<length:duration> timer",
                        "wake me [up] in <length:duration>",
                        "count down <length:duration>")
                .chinese(
                        "[设|设置|设定|定|开始|来|开|做][一][个]<length:duration>[的](计时|定时|计时器|定时器|倒计时|闹钟)",
                        "[设|设置|设定|开始|定|来][一][个](计时|定时|计时器|定时器|倒计时)[器]<length:duration>[钟]",
                        "<length:duration>[之|以]后(提醒|叫|喊|通知)我");
    }

    private static Intent left() {
        return Intent.of("timer_left", TimerSkill::left)
                .question(
                        "how much time is left [on the timer]",
                        "how long is left on the timer",
                        "how long does the timer [still] run")
                .written(
                        "how much time [is] left",
                        "how long [is] left",
                        "(what|which) timers are running",
                        "timer status",
                        "how is the timer")
                .chinese("[计时|定时|计时器|定时器|倒计时]还(有|剩|剩下)(多久|多长时间|多少时间|几分钟)", "(计时|定时|计时器|定时器|倒计时)(多久|还要多久)");
    }

    private static Intent cancel() {
        return Intent.of("timer_cancel", TimerSkill::cancel)
                .command("(cancel|stop) the timer", "(cancel|stop) all timers")
                .written("(cancel|stop) (my|all the) (timer|timers)", "(cancel|stop) [the] timers")
                .chinese("(取消|停止|关闭|关掉|停掉)[所有|全部][的](计时|定时|计时器|定时器|倒计时)", "不用计时了");
    }

    private static Answer start(Question question) throws InterruptedException {
        Duration length = question.captures().value("length", Duration.class);
        ObjectNode arguments =
                DeviceTools.arguments().put("seconds", length.toSeconds()).put("label", label(length, question));
        ToolResult result = question.device().call(TimerTools.START, arguments);
        if (result.failed()) {
            return missing(question) ? unable(question) : DeviceTools.failure(question, result);
        }
        String words = SpokenTime.length(length, question.language());
        return new Answer(
                question.say("Okay, the timer runs for " + words + ".", "好的，开始计时" + words + "。"), Emotion.CONFIDENT);
    }

    /** What the timer is called when it ends: a "five minute" timer, 五分钟的计时. */
    private static String label(Duration length, Question question) {
        String words = SpokenTime.length(length, question.language());
        return words.endsWith("s") ? words.substring(0, words.length() - 1) : words;
    }

    private static Answer left(Question question) throws InterruptedException {
        if (missing(question)) {
            return unable(question);
        }
        ToolResult result = question.device().call(TimerTools.LIST, DeviceTools.arguments());
        if (result.failed()) {
            return DeviceTools.failure(question, result);
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode timer : DeviceTools.json(result).path("timers")) {
            parts.add(left(question, timer));
        }
        return parts.isEmpty()
                ? Answer.plain(question.say("No timer is running.", "现在没有计时。"))
                : Answer.plain(String.join(question.say(" ", ""), parts));
    }

    private static String left(Question question, JsonNode timer) {
        String label = timer.path("label").asText();
        Duration rest = Duration.ofSeconds(timer.path("remaining_seconds").asLong());
        String words = SpokenTime.length(rest, question.language());
        return question.say(
                "The " + (label + " timer").strip() + " still runs for " + words + ".",
                label + (label.isEmpty() ? "" : "的") + "计时还剩" + words + "。");
    }

    private static Answer cancel(Question question) throws InterruptedException {
        if (missing(question)) {
            return unable(question);
        }
        ToolResult result = question.device().call(TimerTools.CANCEL, DeviceTools.arguments());
        if (result.failed()) {
            return DeviceTools.failure(question, result);
        }
        int cancelled = DeviceTools.json(result).path("cancelled").asInt();
        return switch (cancelled) {
            case 0 -> Answer.plain(question.say("No timer is running.", "现在没有计时。"));
            case 1 -> Answer.happy(question.say("The timer is cancelled.", "计时已经取消。"));
            default ->
                Answer.happy(
                        question.say("All " + question.number(cancelled) + " timers are cancelled.", "所有计时都已经取消。"));
        };
    }

    private static boolean missing(Question question) {
        return !question.device().offers(TimerTools.START);
    }

    private static Answer unable(Question question) {
        return Answer.sorry(question.say("I cannot set timers here.", "我在这里不能计时。"));
    }
}
