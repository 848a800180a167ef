package dev.mynah.voice.turn;

import dev.mynah.voice.turn.TurnEffect.Arm;
import dev.mynah.voice.turn.TurnEffect.Disarm;
import dev.mynah.voice.turn.TurnEffect.DropUtterance;
import dev.mynah.voice.turn.TurnEffect.FinishUtterance;
import dev.mynah.voice.turn.TurnEffect.OpenUtterance;
import java.util.Optional;
import java.util.function.Consumer;

/** The user's side of a turn: at most one utterance being heard or recognised. Not thread-safe. */
final class UserSpeech {
    private enum Phase {
        NONE,
        HEARING,
        RECOGNISING
    }

    private final TurnSettings settings;
    private final Consumer<TurnEffect> effects;
    private Phase phase = Phase.NONE;
    private long utterance;
    /** The first utterance of the question being asked; what came before it was dropped or answered. */
    private long first;

    private String carried = "";

    UserSpeech(TurnSettings settings, Consumer<TurnEffect> effects) {
        this.settings = settings;
        this.effects = effects;
    }

    boolean none() {
        return phase == Phase.NONE;
    }

    boolean hearing() {
        return phase == Phase.HEARING;
    }

    boolean recognising() {
        return phase == Phase.RECOGNISING;
    }

    long utterance() {
        return utterance;
    }

    void open() {
        utterance++;
        if (none()) {
            first = utterance;
        }
        phase = Phase.HEARING;
        effects.accept(new Disarm(TurnTimer.IDLE));
        effects.accept(new Disarm(TurnTimer.RECOGNITION));
        effects.accept(new Arm(TurnTimer.UTTERANCE, settings.maxUtterance()));
        effects.accept(new OpenUtterance(utterance));
    }

    void finish() {
        phase = Phase.RECOGNISING;
        effects.accept(new Disarm(TurnTimer.UTTERANCE));
        effects.accept(new Arm(TurnTimer.RECOGNITION, settings.recognition()));
        effects.accept(new FinishUtterance(utterance));
    }

    void drop() {
        if (!none()) {
            effects.accept(new DropUtterance(utterance));
            effects.accept(new Disarm(TurnTimer.UTTERANCE));
            ended();
        }
    }

    /** Takes the text of an utterance; the whole question once nothing more of it is to come. */
    Optional<String> heard(long id, String text) {
        if (id >= first && id < utterance && !none()) {
            // The user went on speaking before the text of the first part came: both parts are one question.
            carried = join(carried, text);
            return Optional.empty();
        }
        if (id != utterance || !recognising()) {
            return Optional.empty();
        }
        String question = join(carried, text);
        ended();
        return Optional.of(question);
    }

    /** Takes a failure; what was understood of the question so far when nothing more of it is to come. */
    Optional<String> failed(long id) {
        if (id != utterance || none()) {
            return Optional.empty();
        }
        String question = carried;
        ended();
        return Optional.of(question);
    }

    private void ended() {
        phase = Phase.NONE;
        carried = "";
        effects.accept(new Disarm(TurnTimer.RECOGNITION));
    }

    private static String join(String first, String second) {
        return (first.strip() + " " + second.strip()).strip();
    }
}
