package dev.mynah.assistant;

import java.util.List;

/** Changes and tells how loud the device is. */
final class SpeakerSkill implements Skill {
    private static final int LEVEL_AFTER_MUTE = 50;

    @Override
    public String topic(Language language) {
        return language.pick("change the volume", "调节音量");
    }

    @Override
    public List<Intent> intents() {
        return List.of(set(), up(), down(), mute(), unmute(), tell());
    }

    private static Intent set() {
        return Intent.of("volume_set", Dial.VOLUME::set)
                .command("(set|turn|change|put) the volume to <level:level>")
                .written(
                        "(set|turn|change) [the|your] volume [to|at] <level:level>",
                        "(set|turn|change) [the|your] volume (up|down) to <level:level>",
                        "volume [to|at] <level:level>")
                .chinese(
                        "[把](声音|音量)(调|设|开|调节|设置|调整)(到|成|为|至)<level:level>",
                        "音量[到|是]<level:level>",
                        "[把](声音|音量)(调|开)[到]<level:level>");
    }

    private static Intent up() {
        return Intent.of("volume_up", Dial.VOLUME::up)
                .command(
                        "(turn|put) the volume up [a little|a bit]",
                        "turn up the volume [a little|a bit]",
                        "make it [a little|a bit] louder")
                .question("speak [a little|a bit] louder", "i can't hear you")
                .written(
                        "volume up",
                        "turn (the volume up|up the volume) by <step:number> [percent]",
                        "louder",
                        "turn it up",
                        "speak up",
                        "increase the volume [by <step:number> [percent]]")
                .chinese(
                        "(声音|音量|说话)大[声][一]点[儿]",
                        "大一点",
                        "大声[一](点|些)",
                        "[把](声音|音量)(调|开|放)(大|高)[一][点|些]",
                        "[把](声音|音量)(调高|调大|增加|提高)<step:number>[percent]",
                        "(增大|提高|增加|加大)(声音|音量)",
                        "(听不见|听不清|听不到)");
    }

    private static Intent down() {
        return Intent.of("volume_down", Dial.VOLUME::down)
                .command(
                        "(turn|put) the volume down [a little|a bit]",
                        "turn down the volume [a little|a bit]",
                        "make it [a little|a bit] quieter")
                .question("speak [a little|a bit] quieter", "you are too loud")
                .written(
                        "volume down",
                        "turn (the volume down|down the volume) by <step:number> [percent]",
                        "quieter",
                        "turn it down",
                        "(decrease|lower|reduce) the volume [by <step:number> [percent]]")
                .chinese(
                        "(声音|音量|说话)小[声][一]点[儿]",
                        "小一点",
                        "小声[一](点|些)",
                        "[把](声音|音量)(调|开|放)(小|低)[一][点|些]",
                        "[把](声音|音量)(调低|调小|减少|降低)<step:number>[percent]",
                        "(减小|降低|减少)(声音|音量)",
                        "太大声了|太吵了");
    }

    private static Intent mute() {
        return Intent.of("mute", question -> Dial.VOLUME.set(question, 0))
                .command(
                        "mute the (sound|volume|speaker)",
                        "turn (the sound|the speaker) off",
                        "turn off the (sound|speaker)")
                .written("mute", "mute yourself")
                .chinese("静音", "(关闭|关掉|关)声音", "把声音(关掉|关了)");
    }

    private static Intent unmute() {
        return Intent.of("unmute", question -> Dial.VOLUME.set(question, LEVEL_AFTER_MUTE))
                .command("turn the sound [back] on", "turn on the (sound|speaker)")
                .written("unmute [the sound|the speaker]")
                .chinese("(取消|解除|关闭)静音", "打开声音");
    }

    private static Intent tell() {
        return Intent.of("volume_tell", Dial.VOLUME::tell)
                .question("(what is|what's) the volume [now|level]", "how loud (are you|is the volume)")
                .command("tell me the volume")
                .chinese("[现在|当前][的](音量|声音)[现在][是](多少|多大)[了]");
    }
}
