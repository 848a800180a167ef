package dev.mynah.voice;

import dev.mynah.protocol.Emotion;
import dev.mynah.support.Pipe;
import dev.mynah.voice.llm.LanguageModel;
import dev.mynah.voice.llm.ReplyRequest;
import dev.mynah.voice.llm.ReplySink;
import dev.mynah.voice.llm.SentenceChunker;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.tts.TextToSpeech;
import dev.mynah.voice.turn.Apology;
import dev.mynah.voice.turn.TurnScope;
import dev.mynah.voice.turn.TurnStage;
import dev.mynah.voice.turn.TurnTimeline;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reply: the model's words become sentences, the sentences samples, the samples packets, each stage on its own virtual
 * thread with a bounded pipe between. Thread-safe. Whatever fails, the reply ends in the playout, so the device is told.
 */
final class Reply {
    private static final Logger log = LoggerFactory.getLogger(Reply.class);
    private static final int SENTENCES_AHEAD = 8;

    private final long epoch;
    private final VoiceServices services;
    private final Playout playout;
    private final Speaker speaker;
    private final Locale language;
    private final TurnTimeline timeline;
    private final TurnScope scope;
    private final Pipe<Utterance> sentences = new Pipe<>(SENTENCES_AHEAD);
    private volatile @Nullable ReplyTools tools;

    private record Utterance(String text, TextToSpeech voice) {}

    Reply(
            long epoch,
            VoiceServices services,
            Playout playout,
            Speaker speaker,
            Locale language,
            TurnTimeline timeline) {
        this.epoch = epoch;
        this.services = services;
        this.playout = playout;
        this.speaker = speaker;
        this.language = language;
        this.timeline = timeline;
        this.scope = new TurnScope(services.threads(), services.scheduler(), services.observer()::leaked);
        scope.onCancel(sentences::poison);
        playout.begin(epoch);
    }

    long epoch() {
        return epoch;
    }

    TurnTimeline timeline() {
        return timeline;
    }

    /** Whether the model waits for a tool. */
    boolean usesTool() {
        ReplyTools used = tools;
        return used != null && used.busy();
    }

    /** Lets the model answer. */
    void answer(Preparation preparation, ReplyTools tools) {
        this.tools = tools;
        scope.fork(() -> think(preparation, tools));
        scope.fork(this::speak);
    }

    /** Says a text as it is. */
    void say(String text, TextToSpeech voice) {
        scope.fork(() -> {
            SentenceChunker chunker = new SentenceChunker();
            for (String sentence : chunker.add(text)) {
                sentences.put(new Utterance(sentence, voice));
            }
            for (String sentence : chunker.finish()) {
                sentences.put(new Utterance(sentence, voice));
            }
            sentences.end();
        });
        scope.fork(this::speak);
    }

    /** Apologises with a voice that needs no network. */
    void apologise(Apology apology) {
        timeline.troubled(apology, "");
        say(Apologies.words(apology, language), services.localVoice());
    }

    /** Ends the work without waiting for it. */
    void cancel() {
        scope.cancel();
    }

    /** Makes the request once everything it needs is known, such as the device's tools. */
    @FunctionalInterface
    interface Preparation {
        ReplyRequest prepare() throws InterruptedException;
    }

    private void think(Preparation preparation, ReplyTools tools) throws InterruptedException {
        Words words = new Words();
        try {
            LanguageModel model = services.model();
            model.reply(preparation.prepare(), words);
            words.finish();
            if (!words.any) {
                put(tools.calls() > 0 ? Apologies.done(language) : Apologies.words(Apology.NO_ANSWER, language));
            }
        } catch (ProviderException | RuntimeException | Error e) {
            log.warn("No (complete) answer from the model: {}", e.toString());
            log.debug("The model's failure", e);
            words.finish();
            Apology apology = words.any ? Apology.BROKEN_OFF : unanswered(e);
            timeline.troubled(apology, String.valueOf(e.getMessage()));
            sentences.put(new Utterance(Apologies.words(apology, language), services.localVoice()));
        }
        sentences.end();
    }

    private static Apology unanswered(Throwable failure) {
        boolean busy = failure instanceof ProviderException told && told.kind() == ProviderException.Kind.BUSY;
        return busy ? Apology.BUSY : Apology.NO_ANSWER;
    }

    private void put(String sentence) throws InterruptedException {
        timeline.mark(TurnStage.FIRST_SENTENCE, services.scheduler().nanoTime());
        sentences.put(new Utterance(sentence, services.voice()));
    }

    private void speak() throws InterruptedException {
        try {
            for (Optional<Utterance> next = sentences.take(); next.isPresent(); next = sentences.take()) {
                say(next.get());
            }
        } finally {
            playout.end(epoch);
        }
    }

    private void say(Utterance sentence) throws InterruptedException {
        try {
            speaker.say(
                    epoch,
                    sentence.text(),
                    language,
                    sentence.voice(),
                    () -> timeline.mark(
                            TurnStage.FIRST_SAMPLES, services.scheduler().nanoTime()));
        } catch (ProviderException | RuntimeException | Error e) {
            // The text is on the screen already; the rest of the reply may still be heard.
            log.warn("A sentence could not be spoken: {}", e.toString());
        }
    }

    private final class Words implements ReplySink {
        private final SentenceChunker chunker = new SentenceChunker();
        private boolean any;

        @Override
        public void text(String piece) throws InterruptedException {
            timeline.mark(TurnStage.FIRST_TEXT, services.scheduler().nanoTime());
            for (String sentence : chunker.add(piece)) {
                sentence(sentence);
            }
        }

        @Override
        public void emotion(Emotion emotion) {
            playout.emotion(epoch, emotion);
        }

        private void finish() throws InterruptedException {
            for (String sentence : chunker.finish()) {
                sentence(sentence);
            }
        }

        private void sentence(String sentence) throws InterruptedException {
            any = true;
            put(sentence);
        }
    }
}
