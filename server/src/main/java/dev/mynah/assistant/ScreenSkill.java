package dev.mynah.assistant;

import dev.mynah.tool.ToolResult;
import java.util.List;

/** Changes the brightness and the theme of the screen. */
final class ScreenSkill implements Skill {
    private static final String SET_THEME = "self.screen.set_theme";

    @Override
    public String topic(Language language) {
        return language.pick("change the screen", "调节屏幕");
    }

    @Override
    public List<Intent> intents() {
        return List.of(set(), up(), down(), tell(), theme());
    }

    private static Intent set() {
        return Intent.of("brightness_set", Dial.BRIGHTNESS::set)
                .command("(set|turn|change) the brightness to <level:level>")
                .written(
                        "(set|change) the screen brightness to <level:level>",
                        "[screen] brightness [to|at] <level:level>")
                .chinese("[把][屏幕]亮度(调|设|开|调节|设置|调整)(到|成|为|至)<level:level>", "[屏幕]亮度[到|是|调|开]<level:level>");
    }

    private static Intent up() {
        return Intent.of("brightness_up", Dial.BRIGHTNESS::up)
                .command("(turn|put) the brightness up", "make the screen [a little|a bit] brighter")
                .written(
                        "brightness up",
                        "brighter",
                        "turn up the brightness",
                        "increase the brightness [by <step:number> [percent]]")
                .chinese("[把][屏幕][亮度](调|变)(亮|高)[一][点|些]", "[屏幕]亮[一](点|些)[儿]", "(提高|增加)[屏幕]亮度");
    }

    private static Intent down() {
        return Intent.of("brightness_down", Dial.BRIGHTNESS::down)
                .command("(turn|put) the brightness down", "make the screen [a little|a bit] darker")
                .written(
                        "brightness down",
                        "dim the screen",
                        "turn down the brightness",
                        "(decrease|lower|reduce) the brightness [by <step:number> [percent]]")
                .chinese("[把][屏幕][亮度](调|变)(暗|低)[一][点|些]", "[屏幕]暗[一](点|些)[儿]", "(降低|减少)[屏幕]亮度");
    }

    private static Intent tell() {
        return Intent.of("brightness_tell", Dial.BRIGHTNESS::tell)
                .question("(what is|what's) the brightness", "how bright is the screen")
                .chinese("[现在|当前][的][屏幕]亮度[现在][是](多少|多高|多大)");
    }

    private static Intent theme() {
        return Intent.of("theme_set", ScreenSkill::changeTheme)
                .command("(switch to|change to|turn on|use) [the] <theme:theme> (theme|mode)")
                .written("<theme:theme> (theme|mode)")
                .chinese("[切换|换|改|打开|开启|用|使用][到|成|为]<theme:theme>[的](主题|模式)", "主题[换|改|切换][到|成|为]<theme:theme>");
    }

    private static Answer changeTheme(Question question) throws InterruptedException {
        String theme = question.captures().value("theme", String.class);
        if (!question.device().offers(SET_THEME)) {
            return Answer.sorry(question.say("This device cannot change its theme.", "这个设备不能切换主题。"));
        }
        ToolResult result =
                question.device().call(SET_THEME, DeviceTools.arguments().put("theme", theme));
        if (result.failed()) {
            return DeviceTools.failure(question, result);
        }
        return Answer.happy(
                question.say("The theme is " + theme + " now.", "已经换成" + (theme.equals("dark") ? "深色" : "浅色") + "主题。"));
    }
}
