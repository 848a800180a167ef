package dev.mynah.assistant;

import dev.mynah.protocol.Emotion;
import java.util.List;

/** Tells one of a few jokes, another one every time the clock moves on. */
final class JokeSkill implements Skill {
    private record Joke(String english, String chinese) {}

    private static final List<Joke> JOKES = List.of(
            new Joke(
                    "Why did the loudspeaker go to school? It wanted a better volume of knowledge.",
                    "音箱为什么去上学？因为它想提高自己的音量，啊不，是能量。"),
            new Joke("My battery and I had a talk. It said it feels quite empty.", "我和电池谈心，它说最近心里空空的。"),
            new Joke("I know a joke about the network, but offline nobody gets it.", "我有一个关于网络的笑话，可惜没联网，谁也收不到。"));

    @Override
    public String topic(Language language) {
        return language.pick("tell a joke", "讲笑话");
    }

    @Override
    public List<Intent> intents() {
        return List.of(Intent.of("joke", JokeSkill::tell)
                .command("tell me (a|another) joke", "make me laugh")
                .question("do you know (a joke|another joke|any jokes)")
                .written("[another|a] joke", "say something funny")
                .chinese("[再](讲|说)[一]个笑话", "(逗我笑|让我笑|逗我开心)", "笑话"));
    }

    private static Answer tell(Question question) {
        Joke joke = JOKES.get(Math.floorMod(question.now().getEpochSecond(), JOKES.size()));
        return new Answer(question.say(joke.english(), joke.chinese()), Emotion.LAUGHING);
    }
}
