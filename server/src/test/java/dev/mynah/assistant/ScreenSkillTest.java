package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenSkillTest {
    private static final String BRIGHTNESS = "self.screen.set_brightness";
    private static final String THEME = "self.screen.set_theme";

    private final FakeTools tools = new FakeTools()
            .with("self.get_device_status", "{\"screen\":{\"brightness\":70,\"theme\":\"light\"}}")
            .with(BRIGHTNESS, "true")
            .with(THEME, "true");
    private final Talk talk = new Talk(tools);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set the brightness to eighty percent|80",
                "brightness 30|30",
                "make the screen brighter|80",
                "make the screen a bit darker please|60",
                "dim the screen|60",
                "亮度调到八十|80",
                "把屏幕亮度调到百分之三十|30",
                "屏幕亮一点|80",
                "调暗一点|60",
                "降低亮度|60",
            })
    void the_brightness_is_changed(String text, int brightness) throws InterruptedException {
        talk.ask(text);
        assertThat(tools.calls).last().isEqualTo(BRIGHTNESS + " {\"brightness\":" + brightness + "}");
    }

    @Test
    void the_brightness_is_told() throws InterruptedException {
        assertThat(talk.ask("what is the brightness")).isEqualTo("The brightness is now seventy percent.");
        assertThat(talk.ask("屏幕亮度是多少")).isEqualTo("亮度现在是百分之七十。");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "switch to the dark theme|dark|The theme is dark now.",
                "use the light theme|light|The theme is light now.",
                "turn on the dark mode|dark|The theme is dark now.",
                "切换到深色主题|dark|已经换成深色主题。",
                "主题换成白色|light|已经换成浅色主题。",
                "打开夜间模式|dark|已经换成深色主题。",
            })
    void the_theme_is_changed(String text, String theme, String answer) throws InterruptedException {
        assertThat(talk.ask(text)).isEqualTo(answer);
        assertThat(tools.calls).containsExactly(THEME + " {\"theme\":\"" + theme + "\"}");
    }

    @Test
    void a_theme_the_device_refuses_is_not_called_changed() throws InterruptedException {
        assertThat(new Talk(new FakeTools().with(THEME, "false")).ask("switch to the dark theme"))
                .isEqualTo("Sorry, that did not work.");
    }

    @Test
    void a_device_without_a_screen_is_told_of() throws InterruptedException {
        assertThat(new Talk().ask("switch to the dark theme")).isEqualTo("This device cannot change its theme.");
        assertThat(new Talk().ask("亮度调到八十")).isEqualTo("这个设备不能调节亮度。");
    }

    @Test
    void a_device_that_does_not_tell_its_brightness_is_not_guessed_at() throws InterruptedException {
        FakeTools silent =
                new FakeTools().with("self.get_device_status", "not json").with(BRIGHTNESS, "true");
        assertThat(new Talk(silent).ask("make the screen brighter"))
                .isEqualTo("The device did not tell me its brightness.");
        assertThat(silent.calls).containsExactly("self.get_device_status {}");
    }
}
