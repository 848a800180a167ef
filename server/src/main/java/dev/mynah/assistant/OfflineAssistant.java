package dev.mynah.assistant;

import dev.mynah.protocol.Emotion;
import dev.mynah.voice.llm.LanguageModel;
import dev.mynah.voice.llm.ReplyRequest;
import dev.mynah.voice.llm.ReplySink;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers without any model or network: a list of skills, each with the sentences it understands. Says so when it does
 * not understand. Thread-safe.
 */
public final class OfflineAssistant implements LanguageModel {
    /** No sentence of a skill is longer; a longer text is not worth the search. */
    private static final int MOST_WORDS = 40;

    private static final int LONGEST_ECHO = 60;

    /** Sounds that mean nothing; left out when a text is not understood with them. */
    private static final Set<String> HESITATIONS = Set.of(
            "hey", "um", "uh", "er", "hm", "hmm", "ah", "oh", "eh", "so", "well", "okay", "ok", "now", "just", "then",
            "嗯", "呃", "哦", "喂", "那", "啊");

    private final InstantSource clock;
    private final List<Intent> intents;

    /** An assistant with all there are skills for. */
    public OfflineAssistant(InstantSource clock) {
        this(clock, Skills.all());
    }

    OfflineAssistant(InstantSource clock, List<Skill> skills) {
        this.clock = clock;
        this.intents =
                skills.stream().flatMap(skill -> skill.intents().stream()).toList();
    }

    @Override
    public String name() {
        return "offline";
    }

    /** The grammar of everything a recogniser should listen for, in JSGF, with words of the CMU dictionary. */
    public String jsgf() {
        return Grammar.jsgf(intents);
    }

    @Override
    public void reply(ReplyRequest request, ReplySink sink) throws InterruptedException {
        Answer answer = answer(request, clock.instant());
        sink.emotion(answer.emotion());
        sink.text(answer.text());
    }

    private Answer answer(ReplyRequest request, Instant now) throws InterruptedException {
        Language language = Language.of(request.text(), request.language());
        Optional<Understood> understood = understand(request.text());
        return understood.isPresent()
                ? understood
                        .get()
                        .intent()
                        .action()
                        .answer(new Question(request, language, understood.get().captures(), now))
                : unknown(request.text().strip(), language);
    }

    /** A sentence's meaning: the intent and the values it brings. */
    record Understood(Intent intent, Captures captures) {}

    Optional<Understood> understand(String text) {
        List<String> words = Words.of(text);
        if (words.size() > MOST_WORDS) {
            return Optional.empty();
        }
        return understand(words)
                .or(() -> understand(words.stream()
                        .filter(word -> !HESITATIONS.contains(word))
                        .toList()));
    }

    private Optional<Understood> understand(List<String> words) {
        return intents.stream()
                .flatMap(intent -> intent.patterns()
                        .flatMap(pattern -> Matching.whole(pattern, words).stream())
                        .map(captures -> new Understood(intent, captures)))
                .findFirst();
    }

    private static Answer unknown(String text, Language language) {
        if (text.isEmpty()) {
            return new Answer(language.pick("I did not hear anything.", "我没有听清。"), Emotion.CONFUSED);
        }
        String heard = text.length() <= LONGEST_ECHO
                ? text.replaceFirst("[\\p{Punct}\\s。！？，…]+$", "")
                : text.substring(0, LONGEST_ECHO) + "…";
        return new Answer(
                language.pick(
                        "I heard: " + heard + "." + " But offline I only know a few things. Ask me: what can you do?",
                        "我听到的是“" + heard + "”。没有联网的时候，我只会几件事。可以问我：你会什么？"),
                Emotion.CONFUSED);
    }
}
