package dev.mynah.observability;

import dev.mynah.session.DeviceSession;
import dev.mynah.voice.TurnObserver;
import dev.mynah.voice.turn.TurnStage;
import dev.mynah.voice.turn.TurnTimeline;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and times turns, and logs each as one line. Thread-safe. */
public final class TurnMetrics implements TurnObserver {
    private static final Logger log = LoggerFactory.getLogger(TurnMetrics.class);
    /** A frame this late or later is heard as a gap on a device that holds no reserve. */
    private static final Duration LATE = Duration.ofMillis(65);

    private final MeterRegistry registry;
    private final Counter frames;
    private final Counter lateFrames;
    private final Counter leaks;
    private final Timer ownShare;
    private final Timer cut;

    public TurnMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.frames = registry.counter("mynah.frames.sent");
        this.lateFrames = registry.counter("mynah.frames.late");
        this.leaks = registry.counter("mynah.turns.leaked");
        this.ownShare = percentiles("mynah.turn.server");
        this.cut = percentiles("mynah.turn.cut");
    }

    private Timer percentiles(String name) {
        return Timer.builder(name).publishPercentiles(0.5, 0.95, 0.99).register(registry);
    }

    @Override
    public void turnOver(DeviceSession session, Outcome outcome, TurnTimeline timeline) {
        registry.counter("mynah.turns", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
        timeline.ownShare().ifPresent(nanos -> ownShare.record(Duration.ofNanos(nanos)));
        stage("recognition", timeline, TurnStage.END_DECIDED, TurnStage.TRANSCRIBED);
        stage("model", timeline, TurnStage.TRANSCRIBED, TurnStage.FIRST_TEXT);
        stage("voice", timeline, TurnStage.FIRST_SENTENCE, TurnStage.FIRST_SAMPLES);
        stage("total", timeline, TurnStage.SPEECH_END, TurnStage.FIRST_FRAME);
        log.info(
                "Turn over session={} device={} outcome={} server_ms={} {}",
                session.id(),
                session.deviceId(),
                outcome,
                timeline.ownShare().stream()
                        .mapToObj(nanos -> String.valueOf(Math.round(nanos / 1e5) / 10.0))
                        .findFirst()
                        .orElse("-"),
                timeline.describe());
    }

    private void stage(String name, TurnTimeline timeline, TurnStage from, TurnStage to) {
        timeline.between(from, to).ifPresent(nanos -> Timer.builder("mynah.turn.stage")
                .tag("stage", name)
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry)
                .record(Duration.ofNanos(nanos)));
    }

    @Override
    public void frameSent(long lateNanos) {
        frames.increment();
        if (lateNanos > LATE.toNanos()) {
            lateFrames.increment();
        }
    }

    @Override
    public void leaked(int stages) {
        leaks.increment(stages);
        log.warn("{} stages of a cancelled turn are still running", stages);
    }

    @Override
    public void interrupted(long nanos) {
        cut.record(Duration.ofNanos(nanos));
    }
}
