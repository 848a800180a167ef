package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.Emotion;
import dev.mynah.tool.ToolResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakerSkillTest {
    private static final String SET = "self.audio_speaker.set_volume";
    private static final String STATUS = "self.get_device_status";

    private final FakeTools tools = speaker(45);
    private final Talk talk = new Talk(tools);

    private static FakeTools speaker(int volume) {
        return new FakeTools()
                .with(STATUS, "{\"audio_speaker\":{\"volume\":" + volume + "}}")
                .with(SET, "true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set the volume to fifty|50",
                "Set the volume to 50%.|50",
                "please turn the volume to twenty-five percent|25",
                "can you set the volume to a hundred|100",
                "change the volume to zero|0",
                "set the volume to maximum|100",
                "volume 7|7",
                "音量调到五十|50",
                "音量调到50|50",
                "把音量设为百分之二十五|25",
                "请把声音调到一百|100",
                "音量调到最大|100",
                "音量调到一半|50",
            })
    void the_volume_is_set_as_an_integer(String text, int volume) throws InterruptedException {
        String answer = talk.ask(text);
        assertThat(tools.calls).containsExactly(SET + " {\"volume\":" + volume + "}");
        assertThat(answer)
                .contains(text.matches(".*\\p{IsHan}.*") ? ChineseNumbers.words(volume) : EnglishNumbers.words(volume));
        assertThat(talk.emotions).containsExactly(Emotion.HAPPY);
    }

    @Test
    void the_answer_names_the_new_volume() throws InterruptedException {
        assertThat(talk.ask("set the volume to fifty")).isEqualTo("The volume is now fifty percent.");
        assertThat(talk.ask("音量调到五十")).isEqualTo("音量现在是百分之五十。");
    }

    @ParameterizedTest
    @CsvSource({
        "turn the volume up, 55",
        "make it a bit louder please, 55",
        "turn the volume up by twenty, 65",
        "turn down the volume, 35",
        "turn the volume down by ninety percent, 0",
        "大声一点, 55",
        "小声点, 35",
        "声音调大一点, 55",
        "音量大一点, 55",
    })
    void a_change_starts_from_what_the_device_reports(String text, int volume) throws InterruptedException {
        talk.ask(text);
        assertThat(tools.calls).containsExactly(STATUS + " {}", SET + " {\"volume\":" + volume + "}");
    }

    @Test
    void a_change_stops_at_the_ends() throws InterruptedException {
        FakeTools loud = speaker(95);
        new Talk(loud).ask("volume up");
        assertThat(loud.calls).last().isEqualTo(SET + " {\"volume\":100}");
    }

    @Test
    void mute_sets_zero_and_the_sound_comes_back_at_half() throws InterruptedException {
        talk.ask("mute the sound");
        talk.ask("静音");
        talk.ask("turn the sound back on");
        talk.ask("取消静音");
        assertThat(tools.calls)
                .containsExactly(
                        SET + " {\"volume\":0}",
                        SET + " {\"volume\":0}",
                        SET + " {\"volume\":50}",
                        SET + " {\"volume\":50}");
    }

    @Test
    void the_volume_is_told_from_the_devices_status() throws InterruptedException {
        assertThat(talk.ask("what is the volume")).isEqualTo("The volume is now forty five percent.");
        assertThat(talk.ask("现在音量多少")).isEqualTo("音量现在是百分之四十五。");
        assertThat(tools.calls).containsOnly(STATUS + " {}");
    }

    @Test
    void a_volume_beyond_the_range_is_refused_without_asking_the_device() throws InterruptedException {
        assertThat(talk.ask("set the volume to 150")).isEqualTo("The volume goes from zero to one hundred.");
        assertThat(tools.calls).isEmpty();
    }

    @Test
    void a_device_without_a_speaker_tool_is_told_of() throws InterruptedException {
        Talk bare = new Talk();
        assertThat(bare.ask("set the volume to ten")).isEqualTo("This device cannot change its volume.");
        assertThat(bare.ask("大声一点")).isEqualTo("这个设备不能调节音量。");
        assertThat(bare.ask("what is the volume")).isEqualTo("The device did not tell me its volume.");
        assertThat(bare.emotions).containsOnly(Emotion.SAD);
    }

    @Test
    void a_failed_call_is_not_called_a_success() throws InterruptedException {
        Talk failing = new Talk(speaker(5).with(SET, arguments -> ToolResult.failed("the device did not answer")));
        assertThat(failing.ask("set the volume to ten"))
                .isEqualTo("Sorry, that did not work: the device did not answer");
        Talk refusing = new Talk(speaker(5).with(SET, "false"));
        assertThat(refusing.ask("音量调到十")).isEqualTo("抱歉，没有成功。");
    }
}
