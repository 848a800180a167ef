package dev.mynah.assistant;

import dev.mynah.conversation.Message;
import dev.mynah.protocol.Emotion;
import java.util.List;
import java.util.stream.Stream;

/** What a conversation is held together by: greeting, thanks, saying again, falling silent, parting. */
final class TalkSkill implements Skill {
    /** Ends the conversation once the answer has been said. */
    static final String END = "conversation.end";

    @Override
    public String topic(Language language) {
        return language.pick("make small talk", "简单聊几句");
    }

    @Override
    public List<Intent> intents() {
        return List.of(howAreYou(), hello(), thanks(), name(), repeat(), stop(), goodBye());
    }

    private static Intent hello() {
        return Intent.of("hello", question -> Answer.happy(question.say("Hello! How can I help?", "你好！有什么可以帮你？")))
                .question("hello", "(hello|hi) there", "good (morning|afternoon|evening)")
                .written("hi", "hey")
                .chinese("你好|您好|嗨|哈喽|早上好|上午好|下午好|晚上好|早安|早|你好你好|在吗|你在吗");
    }

    private static Intent howAreYou() {
        return Intent.of("how_are_you", question -> Answer.happy(question.say("I am fine, thank you.", "我很好，谢谢。")))
                .question("how are you [today|doing]")
                .chinese("你好吗|你怎么样|最近怎么样|你还好吗");
    }

    private static Intent thanks() {
        return Intent.of("thanks", question -> Answer.happy(question.say("You are welcome.", "不客气。")))
                .question("thank you [very much|so much]", "thanks a lot")
                .written("thanks", "thank you")
                .chinese("谢谢|谢谢你|谢谢您|多谢|非常感谢|感谢");
    }

    private static Intent name() {
        return Intent.of(
                        "name",
                        question -> Answer.happy(
                                question.say("I am Mynah, and I work without the internet.", "我叫八哥，不用联网也能工作。")))
                .question("who are you", "(what is|what's) your name")
                .command("tell me your name")
                .chinese("你是(谁|什么)|你叫什么[名字]|你的名字[是什么|叫什么]|介绍[一下]你自己");
    }

    private static Intent repeat() {
        return Intent.of("repeat", TalkSkill::again)
                .command("say that again", "repeat that", "repeat what you said")
                .question("what did you say", "i did not hear you")
                .written("again", "repeat", "pardon", "say again", "what")
                .chinese("再说一(遍|次)", "重复[一(遍|下|次)]", "你[刚才|刚刚]说[了]什么", "(没|没有)听(清|清楚|见|到)", "什么");
    }

    private static Answer again(Question question) {
        return question.request().history().reversed().stream()
                .flatMap(message -> message instanceof Message.Assistant(String text, boolean interrupted)
                        ? Stream.of(text)
                        : Stream.empty())
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(Answer::plain)
                .orElseGet(() -> Answer.plain(question.say("I have not said anything yet.", "我还没有说过话。")));
    }

    private static Intent stop() {
        return Intent.of("stop", question -> new Answer(question.say("Okay.", "好的。"), Emotion.RELAXED))
                .command("stop talking", "be quiet now")
                .question("never mind", "that is enough", "stop")
                .written("quiet", "be quiet", "shut up", "enough", "cancel")
                .chinese("停|停下|停止|别说了|不要说了|安静|闭嘴|够了|取消|算了|没事了|不用了");
    }

    private static Intent goodBye() {
        return Intent.of("good_bye", TalkSkill::part)
                .question(
                        "good bye [for now]",
                        "goodbye [for now]",
                        "see you (later|tomorrow)",
                        "good night",
                        "that is all [for now|for today]")
                .written("bye", "bye bye", "that's all", "see you")
                .chinese("再见|拜拜|拜|回头见|明天见|晚安|下次见|退下|结束对话|我走了");
    }

    private static Answer part(Question question) throws InterruptedException {
        if (question.device().offers(END)) {
            question.device().call(END, DeviceTools.arguments());
        }
        return Answer.happy(question.say("Good bye.", "再见。"));
    }
}
