package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tool.ToolResult;
import org.junit.jupiter.api.Test;

class StatusSkillTest {
    private static final String STATUS = "self.get_device_status";

    private final Talk talk = new Talk(new FakeTools()
            .with(
                    STATUS,
                    "{\"audio_speaker\":{\"volume\":70},\"screen\":{\"brightness\":100},"
                            + "\"battery\":{\"level\":80,\"charging\":true},"
                            + "\"network\":{\"type\":\"wifi\",\"ssid\":\"Nest\",\"signal\":\"strong\"}}"));

    @Test
    void the_battery_is_told() throws InterruptedException {
        assertThat(talk.ask("how much battery is left")).isEqualTo("The battery is at eighty percent and charging.");
        assertThat(talk.ask("电量还有多少")).isEqualTo("电量是百分之八十，正在充电。");
        assertThat(talk.ask("还剩多少电")).startsWith("电量是");
    }

    @Test
    void a_battery_tool_is_asked_when_the_status_has_none() throws InterruptedException {
        FakeTools tools = new FakeTools().with(STATUS, "{}").with("self.battery.get_level", "35");
        assertThat(new Talk(tools).ask("what is the battery level"))
                .isEqualTo("The battery is at thirty five percent.");
    }

    @Test
    void the_network_is_told() throws InterruptedException {
        assertThat(talk.ask("how is the network connection")).isEqualTo("The network is Nest, the signal is strong.");
        assertThat(talk.ask("网络怎么样")).isEqualTo("网络是Nest，信号很强。");
        FakeTools wired = new FakeTools().with(STATUS, "{\"network\":{\"type\":\"ethernet\",\"state\":\"up\"}}");
        assertThat(new Talk(wired).ask("how is the network")).isEqualTo("The network is ethernet.");
    }

    @Test
    void the_whole_status_is_one_sentence() throws InterruptedException {
        assertThat(talk.ask("what is your status"))
                .isEqualTo("The volume is seventy percent, the brightness is one hundred percent, "
                        + "the battery is at eighty percent and charging, the network is Nest, the signal is strong.");
        assertThat(talk.ask("设备状态")).startsWith("音量是百分之七十，亮度是百分之一百，电量");
    }

    @Test
    void what_the_device_does_not_tell_is_not_made_up() throws InterruptedException {
        Talk bare = new Talk(new FakeTools().with(STATUS, "{\"audio_speaker\":{\"volume\":70}}"));
        assertThat(bare.ask("how much battery do you have")).isEqualTo("The device did not tell me about a battery.");
        assertThat(bare.ask("信号怎么样")).isEqualTo("设备没有告诉我网络状态。");
        assertThat(bare.ask("tell me the device status")).isEqualTo("The volume is seventy percent.");
        Talk silent = new Talk(new FakeTools().with(STATUS, arguments -> ToolResult.failed("timeout")));
        assertThat(silent.ask("how is the device")).isEqualTo("The device did not tell me how it is.");
    }
}
