package dev.mynah.assistant;

import java.util.ArrayList;
import java.util.List;

/** The list of everything the offline assistant can do. Where two skills understand a text, the earlier one answers. */
final class Skills {
    private Skills() {}

    static List<Skill> all() {
        List<Skill> skills = new ArrayList<>(List.of(
                new ClockSkill(),
                new TimerSkill(),
                new SpeakerSkill(),
                new ScreenSkill(),
                new StatusSkill(),
                new ArithmeticSkill(),
                new JokeSkill(),
                new TalkSkill(),
                new SwitchSkill()));
        skills.add(new HelpSkill(skills));
        return List.copyOf(skills);
    }
}
