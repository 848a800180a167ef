package dev.mynah.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.tool.ToolResult;

/**
 * Something of the device that is set from 0 to 100.
 *
 * @param english its name
 * @param chinese its name
 * @param tool the tool that sets it (firmware wire contract §6.5)
 * @param argument the tool's argument
 * @param status where the device's status tells it, a JSON pointer
 */
record Dial(String english, String chinese, String tool, String argument, String status) {
    static final Dial VOLUME =
            new Dial("volume", "音量", "self.audio_speaker.set_volume", "volume", "/audio_speaker/volume");
    static final Dial BRIGHTNESS =
            new Dial("brightness", "亮度", "self.screen.set_brightness", "brightness", "/screen/brightness");

    private static final int STEP = 10;

    /** Sets it to the level the sentence brought. */
    Answer set(Question question) throws InterruptedException {
        return set(question, question.captures().number("level"));
    }

    Answer set(Question question, int level) throws InterruptedException {
        if (level < 0 || level > 100) {
            return Answer.sorry(
                    question.say("The " + english + " goes from zero to one hundred.", chinese + "只能在零到一百之间。"));
        }
        if (!question.device().offers(tool)) {
            return unable(question);
        }
        ToolResult result = question.device().call(tool, DeviceTools.arguments().put(argument, level));
        return result.failed() ? DeviceTools.failure(question, result) : Answer.happy(isNow(question, level));
    }

    /** Turns it up, by what the sentence says or a step. */
    Answer up(Question question) throws InterruptedException {
        return change(question, step(question));
    }

    /** Turns it down, by what the sentence says or a step. */
    Answer down(Question question) throws InterruptedException {
        return change(question, -step(question));
    }

    private static int step(Question question) {
        return question.captures().has("step") ? question.captures().number("step") : STEP;
    }

    private Answer change(Question question, int by) throws InterruptedException {
        JsonNode level = question.device().status().at(status);
        if (!question.device().offers(tool)) {
            return unable(question);
        }
        if (!level.isNumber()) {
            return unknown(question);
        }
        return set(question, Math.clamp((long) level.asInt() + by, 0, 100));
    }

    /** Says where it stands. */
    Answer tell(Question question) throws InterruptedException {
        JsonNode level = question.device().status().at(status);
        return level.isNumber() ? Answer.plain(isNow(question, level.asInt())) : unknown(question);
    }

    private String isNow(Question question, int level) {
        String words = question.number(level);
        return question.say("The " + english + " is now " + words + " percent.", chinese + "现在是百分之" + words + "。");
    }

    private Answer unable(Question question) {
        return Answer.sorry(question.say("This device cannot change its " + english + ".", "这个设备不能调节" + chinese + "。"));
    }

    private Answer unknown(Question question) {
        return Answer.sorry(
                question.say("The device did not tell me its " + english + ".", "设备没有告诉我" + chinese + "是多少。"));
    }
}
