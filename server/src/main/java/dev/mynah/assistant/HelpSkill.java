package dev.mynah.assistant;

import java.util.List;

/** Tells what the other skills do. */
final class HelpSkill implements Skill {
    private final List<Skill> others;

    HelpSkill(List<Skill> others) {
        this.others = List.copyOf(others);
    }

    @Override
    public String topic(Language language) {
        return language.pick("tell what I can do", "告诉你我会什么");
    }

    @Override
    public List<Intent> intents() {
        return List.of(Intent.of("help", this::help)
                .question("help", "what can you do", "what can i (say|ask)", "i need help")
                .command("help me")
                .written("what do you know", "what are you able to do")
                .chinese("帮助|帮帮我|求助", "你[都](会|能|可以)[做|干|帮我做|帮我干][些](什么|啥)", "我(能|可以)(问|说|做)[些]什么", "你有(什么|哪些)功能"));
    }

    private Answer help(Question question) {
        List<String> topics =
                others.stream().map(skill -> skill.topic(question.language())).toList();
        String most = String.join(question.say(", ", "、"), topics.subList(0, topics.size() - 1));
        return Answer.happy(question.say(
                "Offline I can " + most + " and " + topics.getLast() + ".",
                "没有联网的时候，我会" + most + "，还有" + topics.getLast() + "。"));
    }
}
