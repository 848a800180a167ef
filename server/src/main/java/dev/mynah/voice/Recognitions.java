package dev.mynah.voice;

import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.turn.Apology;
import dev.mynah.voice.turn.TurnEvent;
import dev.mynah.voice.turn.TurnScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The complete utterances of one session that are being recognised, each on a virtual thread: usually one, two when a
 * question came in two parts. Not thread-safe.
 *
 * <p>A recogniser that never answers must not keep its thread and its utterance for ever, so what is no longer wanted is
 * cancelled like a reply: let go of, interrupted and awaited by nobody.
 */
final class Recognitions {
    private static final Logger log = LoggerFactory.getLogger(Recognitions.class);

    private final VoiceServices services;
    private final List<TurnScope> running = new ArrayList<>();

    Recognitions(VoiceServices services) {
        this.services = services;
    }

    /**
     * Begins to recognise an utterance.
     *
     * @param outcome told on the recogniser's thread, unless the utterance is no longer wanted
     */
    void begin(long utterance, Hearing.Recognition recognition, Consumer<TurnEvent> outcome) {
        running.removeIf(scope -> scope.alive() == 0);
        TurnScope scope = new TurnScope(services.threads(), services.scheduler(), services.observer()::leaked);
        scope.onCancel(recognition::close);
        scope.fork(() -> outcome.accept(recognised(utterance, recognition)));
        running.add(scope);
    }

    /** Lets go of all that are under way. */
    void cancel() {
        running.forEach(TurnScope::cancel);
        running.clear();
    }

    private static TurnEvent recognised(long utterance, Hearing.Recognition recognition) throws InterruptedException {
        try (recognition) {
            return new TurnEvent.Heard(utterance, recognition.text().text());
        } catch (ProviderException e) {
            log.warn("Speech was not recognised: {}", e.getMessage());
            boolean busy = e.kind() == ProviderException.Kind.BUSY;
            return new TurnEvent.RecognitionFailed(utterance, busy ? Apology.BUSY : Apology.NOT_UNDERSTOOD);
        } catch (RuntimeException | Error e) {
            log.error("A recogniser failed", e);
            return new TurnEvent.RecognitionFailed(utterance, Apology.NOT_UNDERSTOOD);
        }
    }
}
