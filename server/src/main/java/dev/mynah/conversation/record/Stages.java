package dev.mynah.conversation.record;

import static dev.mynah.voice.turn.TurnStage.END_DECIDED;
import static dev.mynah.voice.turn.TurnStage.FIRST_FRAME;
import static dev.mynah.voice.turn.TurnStage.FIRST_SAMPLES;
import static dev.mynah.voice.turn.TurnStage.FIRST_SENTENCE;
import static dev.mynah.voice.turn.TurnStage.FIRST_TEXT;
import static dev.mynah.voice.turn.TurnStage.OVER;
import static dev.mynah.voice.turn.TurnStage.SPEECH_END;
import static dev.mynah.voice.turn.TurnStage.TRANSCRIBED;

import dev.mynah.conversation.Turn;
import dev.mynah.voice.turn.TurnStage;
import dev.mynah.voice.turn.TurnTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A turn's moments as the stretches between them, in milliseconds since the person stopped speaking. Stateless. */
final class Stages {
    private Stages() {}

    private record Stretch(String name, TurnStage from, TurnStage to) {}

    private static final List<Stretch> STRETCHES = List.of(
            new Stretch("waiting", SPEECH_END, END_DECIDED),
            new Stretch("recognition", END_DECIDED, TRANSCRIBED),
            new Stretch("model", TRANSCRIBED, FIRST_TEXT),
            new Stretch("sentence", FIRST_TEXT, FIRST_SENTENCE),
            new Stretch("voice", FIRST_SENTENCE, FIRST_SAMPLES),
            new Stretch("server", FIRST_SAMPLES, FIRST_FRAME),
            new Stretch("speaking", FIRST_FRAME, OVER));

    static List<Turn.Span> of(TurnTimeline timeline) {
        TurnStage begin = begin(timeline);
        List<Turn.Span> spans = new ArrayList<>();
        for (Stretch stretch : STRETCHES) {
            OptionalLong from = timeline.between(begin, stretch.from());
            OptionalLong to = timeline.between(begin, stretch.to());
            if (from.isPresent() && to.isPresent() && to.getAsLong() >= from.getAsLong()) {
                spans.add(new Turn.Span(stretch.name(), millis(from.getAsLong()), millis(to.getAsLong())));
            }
        }
        return spans;
    }

    /** Typed questions have no end of speech; their way begins where the answer does. */
    static TurnStage begin(TurnTimeline timeline) {
        for (TurnStage stage : TurnStage.values()) {
            if (timeline.between(stage, stage).isPresent()) {
                return stage;
            }
        }
        return SPEECH_END;
    }

    static double millis(long nanos) {
        return Math.round(nanos / 1e5) / 10.0;
    }
}
