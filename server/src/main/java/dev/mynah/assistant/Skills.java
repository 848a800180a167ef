package dev.mynah.assistant;

import java.util.List;

/** The list of everything the offline assistant can do. Where two skills understand a text, the earlier one answers. */
final class Skills {
    private Skills() {}

    static List<Skill> all() {
        return List.of(new ClockSkill(), new SpeakerSkill());
    }
}
